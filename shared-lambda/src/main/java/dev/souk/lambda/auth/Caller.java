package dev.souk.lambda.auth;

import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.util.Optional;

/**
 * Who a token speaks for.
 *
 * @param issuer who says so
 * @param subject what the issuer calls them
 * @param email where the issuer reaches them, when the token says
 * @param emailVerified whether the issuer has checked that the address is theirs
 * @param name what to call them, when the token says
 */
public record Caller(
        UserId id,
        String issuer,
        String subject,
        Optional<EmailAddress> email,
        boolean emailVerified,
        Optional<String> name) {
    /** Only the id: who somebody is does not belong in a log. */
    @Override
    public String toString() {
        return id.text();
    }
}
