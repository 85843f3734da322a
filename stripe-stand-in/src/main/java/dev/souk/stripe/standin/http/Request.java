package dev.souk.stripe.standin.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was read whole.
 *
 * @param path the raw path, beginning with a slash
 * @param query the raw query without the question mark, empty when there is none
 * @param headers by lower-case name; of a repeated header the first value
 */
public record Request(String method, String path, String query, Map<String, String> headers, String body) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The path's parts, decoded: {@code /pay/cs_1} gives {@code [pay, cs_1]}. */
    public List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }
}
