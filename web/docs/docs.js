/** Swagger UI on the contract, `api/openapi.yaml`. What is tried out goes to the API, wherever that is. */
import { API_BASE } from '/js/config.js';

window.SwaggerUIBundle({
  url: '/docs/parts/openapi.yaml',
  domNode: document.getElementById('api'),
  deepLinking: true,
  filter: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // A token is a secret: the page forgets it when it is closed, and asks no stranger whether the contract is valid.
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor: toTheApi,
  plugins: [() => ({ statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (contract) => update(readyToTry(contract)) } } } })],
});

/** Examples of what need not be sent would be sent with the first try: another shop's slug, a cursor of nobody's. */
function readyToTry(contract) {
  const operations = Object.values(contract.paths ?? {}).flatMap((path) => Object.values(path));
  const parameters = [...Object.values(contract.components?.parameters ?? {}), ...operations.flatMap((operation) => operation.parameters ?? [])];
  for (const parameter of parameters.filter((each) => each.in && !each.required)) {
    const { example, ...schema } = named(contract, parameter.schema);
    parameter.schema = schema;
    delete parameter.example;
  }
  return contract;
}

function named(contract, schema) {
  const name = schema?.$ref?.replace('#/components/schemas/', '');
  return name ? contract.components.schemas[name] : schema;
}

function toTheApi(request) {
  const { origin, pathname } = new URL(request.url, location.href);
  if (API_BASE && origin === location.origin && pathname.startsWith('/v1/')) {
    request.url = API_BASE + request.url.slice(request.url.indexOf('/v1/'));
  }
  return request;
}
