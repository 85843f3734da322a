package dev.souk.infra.api;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract as API Gateway is to import it: every path and method with who serves it, and nothing of what API Gateway would read
 * otherwise than OpenAPI means it.
 *
 * <p>Schemas, examples and references are left out: API Gateway's models are JSON Schema 4, without {@code anyOf} or
 * {@code additionalProperties}, its importer knows no {@code example}, and all it would do with a schema is to refuse a body in words
 * that are not ours. So are parameters but those of the path, since functions judge the rest, and security, since functions check
 * tokens, unless an {@link EdgeAuthorizer} does so before them. What is left keeps to what the importer is known for: version 3.0.1, path segments of letters, digits, {@code -._}, one name
 * for a parameter in one place ({@code ContractReader} holds the last two).
 */
final class ApiBody {
    private static final String VERSION = "3.0.1";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** Bodies of these reach a function in base64, all others as text: as {@code BinaryTypes} of the local gateway has it. */
    private static final List<String> BINARY = List.of(
            "application/octet-stream",
            "application/pdf",
            "application/zip",
            "multipart/form-data",
            "image/*",
            "audio/*",
            "video/*",
            "font/*");

    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();

    private final Optional<EdgeAuthorizer> authorizer;

    private ApiBody(Optional<EdgeAuthorizer> authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * The body for {@code AWS::ApiGateway::RestApi}.
     *
     * @param title what the API is called
     * @param authorizer who looks at tokens before a function does, if anybody
     * @param functions the integration of a function, by its name
     * @param queues the integration of a queue, by its name
     */
    static Map<String, Object> of(
            Contract contract,
            String title,
            Optional<EdgeAuthorizer> authorizer,
            Function<String, FunctionIntegration> functions,
            Function<String, WebhookIntegration> queues) {
        ApiBody body = new ApiBody(authorizer);
        for (Operation operation : contract.operations()) {
            if (operation.queue() != null) {
                body.put(
                        operation.method(),
                        operation,
                        queues.apply(operation.queue()).method());
            } else if (operation.function() != null) {
                body.serve(operation, functions.apply(operation.function()));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>(Map.of(
                "openapi",
                VERSION,
                "info",
                Map.of("title", title, "version", "1"),
                "paths",
                body.paths,
                "x-amazon-apigateway-binary-media-types",
                BINARY,
                "x-amazon-apigateway-gateway-responses",
                GatewayAnswers.all(),
                "x-amazon-apigateway-request-validators",
                WebhookIntegration.VALIDATORS));
        authorizer.ifPresent(there -> document.put("components", there.components()));
        return document;
    }

    /** HEAD and OPTIONS are not in the contract: whoever answers GET answers HEAD, and the first function of a path OPTIONS. */
    private void serve(Operation operation, FunctionIntegration integration) {
        put(operation.method(), operation, integration.method());
        if (operation.method().equals("GET")) {
            putIfAbsent("HEAD", operation, integration.method());
        }
        putIfAbsent("OPTIONS", operation, integration.method());
    }

    private void put(String method, Operation operation, Map<String, Object> says) {
        Map<String, Object> all = with(parameters(operation.pathTemplate()), says);
        authorizer
                .filter(there -> there.guards(operation, method))
                .ifPresent(there -> all.put("security", there.security()));
        path(operation).put(method.toLowerCase(Locale.ROOT), all);
    }

    private void putIfAbsent(String method, Operation operation, Map<String, Object> says) {
        if (!path(operation).containsKey(method.toLowerCase(Locale.ROOT))) {
            put(method, operation, says);
        }
    }

    private Map<String, Object> path(Operation operation) {
        return paths.computeIfAbsent(operation.pathTemplate(), _ -> new LinkedHashMap<>());
    }

    private static Map<String, Object> with(List<Object> parameters, Map<String, Object> says) {
        Map<String, Object> method = new LinkedHashMap<>(says);
        List<Object> all = new ArrayList<>(parameters);
        if (method.get("parameters") instanceof List<?> own) {
            all.addAll(own);
        }
        if (!all.isEmpty()) {
            method.put("parameters", all);
        }
        return method;
    }

    private static List<Object> parameters(String pathTemplate) {
        List<Object> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(pathTemplate);
        while (matcher.find()) {
            parameters.add(parameter(matcher.group(1), "path"));
        }
        return parameters;
    }

    static Map<String, Object> parameter(String name, String in) {
        return Map.of("name", name, "in", in, "required", true, "schema", Map.of("type", "string"));
    }
}
