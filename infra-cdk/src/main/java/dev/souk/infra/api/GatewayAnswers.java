package dev.souk.infra.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What API Gateway says when it answers itself. The storefront is of another origin, so that without a header a browser would keep even
 * the status from it; nothing in these answers is anybody's, and so any page may read them. Where the contract knows the answer it has
 * the contract's form; the rest is in API Gateway's own words, as in a local run.
 */
final class GatewayAnswers {
    private static final String HEADER = "gatewayresponse.header.";

    private GatewayAnswers() {}

    /** By the type of API Gateway's that each is for. A type that is not here is answered as its default is. */
    static Map<String, Object> all() {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("DEFAULT_4XX", Map.of("responseParameters", readable()));
        answers.put("DEFAULT_5XX", Map.of("responseParameters", readable()));
        answers.put(
                "THROTTLED",
                problem(429, "too_many_requests", "Too many requests", "Try again in a moment.", "Retry-After", "1"));
        // Of an authorizer, which does not say whether there was no token or one that does not hold.
        answers.put(
                "UNAUTHORIZED",
                problem(
                        401,
                        "token_invalid",
                        "Token invalid",
                        "'Authorization' must carry a bearer token that holds: an identity token of this API's issuer.",
                        "WWW-Authenticate",
                        "Bearer"));
        return answers;
    }

    private static Map<String, Object> problem(
            int status, String code, String title, String detail, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(readable());
        headers.put(HEADER + "Content-Type", "'application/problem+json'");
        headers.put(HEADER + header, "'" + value + "'");
        // No mapping language here: words with a $ are replaced, and that is all.
        String body = "{\"type\":\"https://souk.dev/problems/" + code + "\",\"title\":\"" + title + "\",\"status\":"
                + status + ",\"code\":\"" + code + "\",\"detail\":\"" + detail
                + "\",\"request_id\":\"$context.requestId\"}";
        return Map.of(
                "statusCode",
                Integer.toString(status),
                "responseParameters",
                headers,
                "responseTemplates",
                Map.of("application/json", body));
    }

    private static Map<String, String> readable() {
        return Map.of(
                HEADER + "Access-Control-Allow-Origin", "'*'",
                HEADER + "Access-Control-Expose-Headers", "'Retry-After, WWW-Authenticate'");
    }
}
