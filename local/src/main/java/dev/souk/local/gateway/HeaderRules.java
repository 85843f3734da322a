package dev.souk.local.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of headers on their way to a function and back: the table in "Amazon API Gateway important notes" for REST APIs with
 * Lambda integration. Dates and the server's name are renamed and then written anew by whoever answers.
 */
final class HeaderRules {
    private static final String REMAPPED = "x-amzn-Remapped-";

    /** Content-Length goes as well: the event holds the body, whole. */
    private static final Set<String> DROPPED_FROM_REQUESTS = Set.of(
            "connection",
            "content-length",
            "content-md5",
            "expect",
            "keep-alive",
            "max-forwards",
            "proxy-authenticate",
            "proxy-connection",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "www-authenticate");

    private static final Set<String> DROPPED_FROM_ANSWERS = Set.of(
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private static final Set<String> REMAPPED_IN_ANSWERS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-md5",
            "date",
            "max-forwards",
            "server",
            "user-agent",
            "www-authenticate");

    private HeaderRules() {}

    static Map<String, List<String>> toFunction(Map<String, List<String>> headers) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!DROPPED_FROM_REQUESTS.contains(lower) && !isSignedForAws(lower, values)) {
                kept.put(name, List.copyOf(values));
            }
        });
        return kept;
    }

    static Map<String, List<String>> toClient(Map<String, List<String>> headers) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!DROPPED_FROM_ANSWERS.contains(lower)) {
                kept.computeIfAbsent(
                                REMAPPED_IN_ANSWERS.contains(lower) ? REMAPPED + name : name, _ -> new ArrayList<>())
                        .addAll(values);
            }
        });
        return kept;
    }

    private static boolean isSignedForAws(String lowerName, List<String> values) {
        return lowerName.equals("authorization") && values.stream().anyMatch(value -> value.startsWith("AWS4-"));
    }
}
