package dev.souk.local.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as it came.
 *
 * @param method in capitals
 * @param path percent-encoded, as the client wrote it
 * @param query percent-encoded, without the question mark; empty when there is none
 * @param headers values by name; the JDK's server writes names as {@code Content-type}
 * @param remoteAddress of the client, without the port
 */
public record Request(
        UUID id,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        String remoteAddress,
        Instant at) {

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(wanted))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
