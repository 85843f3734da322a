package dev.souk.local.page.dev;

import com.sun.net.httpserver.Headers;
import dev.souk.local.http.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites' pages from asking and doing anything here. Any page in the developer's browser can send requests to this machine; its
 * browser says from where, in {@code Origin} and {@code Sec-Fetch-Site}, and no script can make it say otherwise. Programs say neither.
 * The host name was looked at before: a foreign name that resolves to this machine does not come this far.
 */
final class SameOrigin {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** Why a request is not answered; empty when it is welcome. */
    static Optional<Answer> refusal(String method, Headers headers) {
        String origin = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean foreignOrigin = origin != null && !origin.equals("http://" + headers.getFirst("Host"));
        boolean foreignSite = site != null && !OWN.contains(site);
        if (foreignOrigin || foreignSite) {
            return Optional.of(Replies.problem(403, "Pages of other origins have nothing to ask here."));
        }
        // A form of another site needs nobody's leave to be sent; JSON does.
        if (method.equals("POST") && !isJson(headers.getFirst("Content-Type"))) {
            return Optional.of(Replies.problem(415, "Send application/json."));
        }
        return Optional.empty();
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType
                        .split(";", -1)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json");
    }
}
