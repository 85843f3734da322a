package dev.souk.lambda.http;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * API Gateway's REST proxy event (payload version 1.0), read as a tree: classes for it cost more cold start than the rest of the
 * request (docs/adr).
 *
 * @param resource the path template of the contract
 * @param headers by name in lower case
 * @param body the bytes; empty when it is said to be base64 and is not
 */
record ProxyEvent(
        String requestId,
        String method,
        String resource,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Optional<byte[]> body,
        Optional<String> sourceIp) {

    /** The event that {@code json} writes, or empty when it is none: somebody else than API Gateway has called. */
    static Optional<ProxyEvent> parse(byte[] json) {
        Tree event;
        try {
            event = Tree.of(json);
        } catch (InvalidJson e) {
            return Optional.empty();
        }
        if (!event.path("httpMethod").isString() || !event.path("resource").isString()) {
            return Optional.empty();
        }
        Map<String, String> pathParameters = new HashMap<>();
        event.path("pathParameters").fields().forEach((name, value) -> pathParameters.put(name, value.text("")));
        return Optional.of(new ProxyEvent(
                event.path("requestContext").path("requestId").text("unknown"),
                event.path("httpMethod").text("").toUpperCase(Locale.ROOT),
                event.path("resource").text(""),
                event.path("path").text(""),
                pathParameters,
                many(event, "multiValueQueryStringParameters", "queryStringParameters", false),
                many(event, "multiValueHeaders", "headers", true),
                body(event),
                sourceIp(event)));
    }

    private static Optional<String> sourceIp(Tree event) {
        Tree ip = event.path("requestContext").path("identity").path("sourceIp");
        return ip.isString() ? Optional.of(ip.text("")) : Optional.empty();
    }

    Optional<String> header(String lowerCaseName) {
        List<String> values = headers.getOrDefault(lowerCaseName, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /**
     * API Gateway sends every value among the many, and the last of each name once more by itself; a caller by hand may send the
     * single ones alone. Names that differ in case alone are one header.
     */
    private static Map<String, List<String>> many(Tree event, String multi, String single, boolean lower) {
        Map<String, List<String>> all = new HashMap<>();
        for (Map.Entry<String, Tree> entry : event.path(multi).fields().entrySet()) {
            List<String> values = all.computeIfAbsent(name(entry.getKey(), lower), _ -> new ArrayList<>());
            entry.getValue().elements().forEach(value -> values.add(value.text("")));
        }
        for (Map.Entry<String, Tree> entry : event.path(single).fields().entrySet()) {
            all.putIfAbsent(
                    name(entry.getKey(), lower), List.of(entry.getValue().text("")));
        }
        return all;
    }

    private static String name(String name, boolean lower) {
        return lower ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static Optional<byte[]> body(Tree event) {
        String text = event.path("body").text("");
        if (!event.path("isBase64Encoded").isTrue()) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
