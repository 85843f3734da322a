package dev.souk.lambda.auth;

import dev.souk.lambda.config.Environment;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer's tokens say of the platform's admins: {@code cognito:groups} has {@code souk-admins}, {@code https://souk.example/roles} has
 * {@code admin}. Claims are named as they stand in the token, to the letter.
 *
 * @param value the claim's whole text, or one of the texts of its list
 */
public record AdminClaim(String name, String value) {
    /** Reads {@code OIDC_ADMIN_CLAIM} and {@code OIDC_ADMIN_VALUE}; without the first nobody is an admin, and one needs the other. */
    static Optional<AdminClaim> from(Environment environment) {
        return environment
                .find("OIDC_ADMIN_CLAIM")
                .map(name -> new AdminClaim(name, environment.get("OIDC_ADMIN_VALUE")));
    }

    /** @param claim as the token has it: a text or a list of texts; anything else says nothing */
    boolean isSaidBy(@Nullable Object claim) {
        return claim instanceof Collection<?> list ? list.contains(value) : value.equals(claim);
    }
}
