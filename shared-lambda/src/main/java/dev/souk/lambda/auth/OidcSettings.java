package dev.souk.lambda.auth;

import dev.souk.lambda.config.Environment;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are taken.
 *
 * @param issuer the {@code iss} of every token, to the letter
 * @param audiences one of them is in {@code aud}; where a token has none (Cognito's access tokens), in {@code client_id}
 * @param jwks where the issuer's keys are; found by its discovery document when empty
 */
public record OidcSettings(String issuer, List<String> audiences, Optional<URI> jwks) {
    public OidcSettings {
        audiences = List.copyOf(audiences);
    }

    /** Reads {@code OIDC_ISSUER}, {@code OIDC_AUDIENCE} (comma-separated) and {@code OIDC_JWKS_URI} (optional). */
    public static OidcSettings from(Environment environment) {
        return new OidcSettings(
                environment.get("OIDC_ISSUER"),
                environment.parsed("OIDC_AUDIENCE", _ -> some(environment.list("OIDC_AUDIENCE")), "an audience"),
                environment.findUri("OIDC_JWKS_URI"));
    }

    private static Optional<List<String>> some(List<String> audiences) {
        return audiences.isEmpty() ? Optional.empty() : Optional.of(audiences);
    }
}
