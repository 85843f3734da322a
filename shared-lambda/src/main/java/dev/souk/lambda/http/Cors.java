package dev.souk.lambda.http;

import dev.souk.lambda.config.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which pages of other origins may call: those that {@code CORS_ORIGINS} lists ({@code https://souk.example}, or {@code *}); without
 * it, none.
 */
public record Cors(List<String> origins) {
    private static final String EXPOSED =
            "ETag, Link, Location, Retry-After, X-Request-Id, Idempotent-Replayed, WWW-Authenticate";
    private static final String ALLOWED = "Authorization, Content-Type, Idempotency-Key, If-Match, Purchase-Token";

    public Cors {
        origins = List.copyOf(origins);
    }

    public static Cors from(Environment environment) {
        return new Cors(environment.list("CORS_ORIGINS"));
    }

    /** The headers of an answer to a page of {@code origin}. */
    Map<String, String> headers(Optional<String> origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (origin.isPresent() && allows(origin.get())) {
            headers.put("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin.get());
            headers.put("Access-Control-Expose-Headers", EXPOSED);
        }
        if (!origins.contains("*")) {
            headers.put("Vary", "Origin");
        }
        return headers;
    }

    /** The answer to a browser that asks first: 204, with the methods this address takes. */
    HttpResponse preflight(Optional<String> origin, List<String> methods) {
        Map<String, String> headers = headers(origin);
        if (headers.containsKey("Access-Control-Allow-Origin")) {
            headers.put("Access-Control-Allow-Methods", String.join(", ", methods));
            headers.put("Access-Control-Allow-Headers", ALLOWED);
            headers.put("Access-Control-Max-Age", "7200");
        }
        headers.put("Allow", String.join(", ", methods));
        return new HttpResponse(204, headers, null);
    }

    private boolean allows(String origin) {
        return origins.contains("*") || origins.contains(origin);
    }
}
