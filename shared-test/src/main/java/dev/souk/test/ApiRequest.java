package dev.souk.test;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request as API Gateway's proxy integration hands it to a function, and the function's answer. */
public final class ApiRequest {
    private final String method;
    private final String resource;
    private final Map<String, String> pathParameters = new LinkedHashMap<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private @Nullable String body;
    private boolean base64;
    private String traceHeader = "";

    private ApiRequest(String method, String resource) {
        this.method = method;
        this.resource = resource;
    }

    /** @param resource the path template of the contract, {@code /v1/orders/{order_id}} */
    public static ApiRequest request(String method, String resource) {
        return new ApiRequest(method, resource);
    }

    public ApiRequest path(String parameter, String value) {
        pathParameters.put(parameter, value);
        return this;
    }

    public ApiRequest query(String name, String... values) {
        query.put(name, Arrays.asList(values));
        return this;
    }

    public ApiRequest header(String name, String value) {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        return this;
    }

    public ApiRequest bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public ApiRequest json(String text) {
        body = text;
        return header("Content-Type", "application/json");
    }

    public ApiRequest base64(String encoded) {
        body = encoded;
        base64 = true;
        return this;
    }

    /** Lambda tells the function this trace. */
    public ApiRequest traced(String header) {
        traceHeader = header;
        return this;
    }

    public ApiAnswer to(RequestStreamHandler handler) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event()), out, FakeContext.under(traceHeader));
        } catch (IOException e) {
            throw new IllegalStateException("the handler failed", e);
        }
        JsonNode answer = Json.tree(out.toByteArray());
        Map<String, String> answered = new LinkedHashMap<>();
        answer.path("headers")
                .properties()
                .forEach(entry -> answered.put(entry.getKey(), entry.getValue().asString()));
        return new ApiAnswer(
                answer.path("statusCode").asInt(), answered, answer.path("body").asString());
    }

    /** The event, payload version 1.0. */
    public byte[] event() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("resource", resource);
        String path = resource;
        for (Map.Entry<String, String> parameter : pathParameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        event.put("path", path);
        event.put("httpMethod", method);
        event.put("headers", last(headers));
        event.put("multiValueHeaders", headers);
        event.put("queryStringParameters", last(query));
        event.put("multiValueQueryStringParameters", query);
        event.put("pathParameters", pathParameters);
        event.put("requestContext", Map.of("requestId", UUID.randomUUID().toString(), "stage", "v1"));
        if (body != null) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", base64);
        return Json.bytes(event);
    }

    private static Map<String, String> last(Map<String, List<String>> many) {
        Map<String, String> single = new LinkedHashMap<>();
        many.forEach((name, values) -> single.put(name, values.getLast()));
        return single;
    }
}
