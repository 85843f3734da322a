package dev.souk.deployment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every file of the storefront is sent with, by whomever: CloudFront or the local run. What scripts may load stands in the pages
 * themselves, since it is theirs to know; here is what a page cannot say of itself.
 */
public final class PageHeaders {
    /** Beside the pages' own policy, of which browsers ignore this part. */
    public static final String CONTENT_SECURITY_POLICY = "frame-ancestors 'none'";

    public static final String REFERRER_POLICY = "no-referrer";
    public static final String FRAME_OPTIONS = "DENY";
    public static final String CONTENT_TYPE_OPTIONS = "nosniff";

    private PageHeaders() {}

    /** All of them by name. */
    public static Map<String, String> all() {
        Map<String, String> headers = new LinkedHashMap<>(others());
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("Referrer-Policy", REFERRER_POLICY);
        headers.put("X-Content-Type-Options", CONTENT_TYPE_OPTIONS);
        headers.put("X-Frame-Options", FRAME_OPTIONS);
        return headers;
    }

    /** Those that CloudFront has no setting of its own for. */
    public static Map<String, String> others() {
        return Map.of(
                "Cross-Origin-Opener-Policy", "same-origin",
                "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
