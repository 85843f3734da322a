package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** The secret key, as a bearer token or as the user of basic authentication. */
final class Authentication {
    private final String secretKey;

    Authentication(String secretKey) {
        this.secretKey = secretKey;
    }

    /** The refusal, or nothing for the right key. */
    Optional<Reply> refuse(Request request) {
        String given = request.header("authorization").map(Authentication::key).orElse("");
        if (given.isEmpty()) {
            return Optional.of(unauthorized(
                    "You did not provide an API key. Provide it in the Authorization header, using Bearer auth "
                            + "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."));
        }
        if (!MessageDigest.isEqual(bytes(given), bytes(secretKey))) {
            return Optional.of(unauthorized("Invalid API Key provided: " + masked(given)));
        }
        if (request.header("stripe-account").isPresent()) {
            return Optional.of(Errors.error(
                    403,
                    Errors.INVALID,
                    "account_invalid",
                    null,
                    "The stand-in has no connected accounts yet: leave out the Stripe-Account header."));
        }
        return Optional.empty();
    }

    private static String key(String header) {
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "";
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static Reply unauthorized(String message) {
        return Errors.error(401, Errors.INVALID, null, null, message)
                .with("WWW-Authenticate", "Basic realm=\"Stripe\"");
    }

    private static String masked(String key) {
        return key.length() <= 12
                ? "*".repeat(key.length())
                : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
