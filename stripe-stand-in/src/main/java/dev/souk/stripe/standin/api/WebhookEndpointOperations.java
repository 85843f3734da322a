package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.webhook.EventJson;
import dev.souk.stripe.standin.webhook.WebhookEndpoint;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v1/webhook_endpoints}: create, read, list, delete. */
final class WebhookEndpointOperations {
    private static final String PATH = "/v1/webhook_endpoints";
    private static final Pattern TYPE = Pattern.compile("\\*|[a-z0-9_]+(\\.[a-z0-9_]+)+");
    static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?");

    private final Store store;
    private final Clock clock;
    private final Ids ids;

    WebhookEndpointOperations(Store store, Clock clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    void addTo(Routes routes) {
        routes.add("POST " + PATH, (Operation.Write) this::create)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("DELETE " + PATH + "/{id}", (Operation.Write) this::delete);
    }

    private Operation.Execution create(Call call) {
        Params params = call.params();
        String url = params.required("url");
        if (!NewSession.isWebAddress(url)) {
            throw new InvalidRequest(
                    "url_invalid", "url", "Invalid URL: An explicit scheme (such as https) must be provided.");
        }
        List<String> types = params.texts("enabled_events");
        if (types.isEmpty()) {
            throw params.missing("enabled_events");
        }
        types.stream().filter(type -> !TYPE.matcher(type).matches()).findFirst().ifPresent(type -> {
            throw new InvalidRequest(null, "enabled_events", "Invalid enabled_events: " + type);
        });
        Optional<String> version = params.text("api_version");
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            throw new InvalidRequest(null, "api_version", "Invalid API version: " + version.get());
        }
        WebhookEndpoint endpoint = new WebhookEndpoint(
                ids.next("we_1", 23),
                clock.instant(),
                URI.create(url),
                types,
                version.orElse(null),
                params.text("description", 5000).orElse(null),
                params.metadata(),
                List.of(Ids.random("whsec_", 32)),
                true,
                null);
        params.nothingElse();
        return transaction -> {
            transaction.put(endpoint);
            return Reply.json(
                    200,
                    EventJson.endpoint(endpoint)
                            .put("secret", endpoint.secrets().getFirst()));
        };
    }

    private Reply retrieve(Call call) {
        call.params().nothingElse();
        return store.find(WebhookEndpoint.class, call.id())
                .filter(endpoint -> endpoint.destination() == null)
                .map(endpoint -> Reply.json(200, EventJson.endpoint(endpoint)))
                .orElseGet(() -> missing(call.id()));
    }

    private Reply list(Call call) {
        Listing listing = Listing.of(call.params());
        call.params().nothingElse();
        List<WebhookEndpoint> endpoints = store.newestFirst(WebhookEndpoint.class).stream()
                .filter(endpoint -> endpoint.url() != null && endpoint.destination() == null)
                .toList();
        return Reply.json(200, listing.page(PATH, endpoints, WebhookEndpoint::id, EventJson::endpoint));
    }

    private Operation.Execution delete(Call call) {
        call.params().nothingElse();
        return transaction -> {
            if (transaction
                    .find(WebhookEndpoint.class, call.id())
                    .filter(endpoint -> endpoint.destination() == null)
                    .isEmpty()) {
                return missing(call.id());
            }
            transaction.remove(WebhookEndpoint.class, call.id());
            return Reply.json(
                    200,
                    Json.object()
                            .put("id", call.id())
                            .put("object", "webhook_endpoint")
                            .put("deleted", true));
        };
    }

    private static Reply missing(String id) {
        return Errors.missing("webhook endpoint", "id", id);
    }
}
