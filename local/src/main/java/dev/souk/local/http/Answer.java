package dev.souk.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written back.
 *
 * @param headers values by name, in the order of writing
 * @param body left out where HTTP has no body: HEAD, 204, 304
 */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    public static Answer of(int status, String contentType, String text) {
        return new Answer(status, Map.of("Content-Type", List.of(contentType)), text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, String json) {
        return of(status, "application/json", json);
    }

    public static Answer redirect(String location) {
        return new Answer(302, Map.of("Location", List.of(location)), new byte[0]);
    }

    public Answer with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new Answer(status, more, body);
    }
}
