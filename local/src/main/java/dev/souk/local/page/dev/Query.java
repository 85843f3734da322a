package dev.souk.local.page.dev;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows the question mark. */
record Query(String raw) {
    static Query of(@Nullable String raw) {
        return new Query(raw == null ? "" : raw);
    }

    /** The first value of that name, unless it is empty. */
    Optional<String> find(String name) {
        return Arrays.stream(raw.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
