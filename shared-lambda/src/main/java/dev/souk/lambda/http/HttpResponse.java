package dev.souk.lambda.http;

import dev.souk.lambda.json.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param body text, already written; null for none
 */
public record HttpResponse(
        int status, Map<String, String> headers, @Nullable String body) {
    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse json(int status, Object value) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), Json.write(value));
    }

    public static HttpResponse ok(Object value) {
        return json(200, value);
    }

    public static HttpResponse created(String location, Object value) {
        return json(201, value).with("Location", location);
    }

    /** 302, for addresses that change. */
    public static HttpResponse found(URI location) {
        return new HttpResponse(302, Map.of("Location", location.toString()), null);
    }

    /** 204: it is done, and there is nothing to say. */
    public static HttpResponse empty() {
        return new HttpResponse(204, Map.of(), null);
    }

    public HttpResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body);
    }

    /** With the strong entity tag of {@code version}, which {@code If-Match} brings back. */
    public HttpResponse version(int version) {
        return with("ETag", EntityTag.of(version));
    }
}
