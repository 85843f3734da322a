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
 * @param admins by what a token makes somebody an admin of the platform; nobody is one when empty
 * @param jwks where the issuer's keys are; found by its discovery document when empty
 */
public record OidcSettings(String issuer, List<String> audiences, Optional<AdminClaim> admins, Optional<URI> jwks) {
    public OidcSettings {
        audiences = List.copyOf(audiences);
    }

    /** Reads {@code OIDC_ISSUER}, {@code OIDC_AUDIENCE} (comma-separated), and where they are set {@code OIDC_ADMIN_CLAIM}, {@code OIDC_ADMIN_VALUE} and {@code OIDC_JWKS_URI}. */
    public static OidcSettings from(Environment environment) {
        return new OidcSettings(
                environment.get("OIDC_ISSUER"),
                environment.parsed("OIDC_AUDIENCE", _ -> some(environment.list("OIDC_AUDIENCE")), "an audience"),
                AdminClaim.from(environment),
                environment.findUri("OIDC_JWKS_URI"));
    }

    private static Optional<List<String>> some(List<String> audiences) {
        return audiences.isEmpty() ? Optional.empty() : Optional.of(audiences);
    }
}
