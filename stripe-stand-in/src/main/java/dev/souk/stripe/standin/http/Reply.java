package dev.souk.stripe.standin.http;

import dev.souk.stripe.standin.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A reply with a text body. */
public record Reply(int status, Map<String, String> headers, String body) implements Answer {

    public static Reply json(int status, JsonNode body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-cache, no-store"),
                Json.pretty(body));
    }

    public static Reply html(int status, String body) {
        return new Reply(
                status,
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Cache-Control",
                        "no-store",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; base-uri 'none'; frame-ancestors 'none'",
                        "Referrer-Policy",
                        "no-referrer",
                        "X-Content-Type-Options",
                        "nosniff"),
                body);
    }

    public static Reply seeOther(String location) {
        return new Reply(303, Map.of("Location", location, "Cache-Control", "no-store"), "");
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
