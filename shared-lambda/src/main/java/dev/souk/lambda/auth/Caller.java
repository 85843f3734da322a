package dev.souk.lambda.auth;

import dev.souk.model.AccessTokenId;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Who a token speaks for.
 *
 * @param issuer who says so
 * @param subject what the issuer calls them
 * @param email where the issuer reaches them, when the token says
 * @param emailVerified whether the issuer has checked that the address is theirs
 * @param name what to call them, when the token says
 * @param isAdmin whether the issuer says that they may do what is the platform's to do; never with an access token
 * @param access what they may do here, when it is not everything: somebody calls with an access token of theirs
 */
public record Caller(
        UserId id,
        String issuer,
        String subject,
        Optional<EmailAddress> email,
        boolean emailVerified,
        Optional<String> name,
        boolean isAdmin,
        Optional<Access> access) {
    public Caller {
        if (isAdmin && access.isPresent()) {
            throw new IllegalArgumentException("an access token makes nobody an admin");
        }
    }

    /** An access token's id, and the scopes that it was given. */
    public record Access(AccessTokenId token, Set<String> scopes) {
        public Access {
            scopes = Set.copyOf(scopes);
        }
    }

    /** Somebody who has signed in, and may do all that is theirs to do. */
    public Caller(
            UserId id,
            String issuer,
            String subject,
            Optional<EmailAddress> email,
            boolean emailVerified,
            Optional<String> name) {
        this(id, issuer, subject, email, emailVerified, name, false, Optional.empty());
    }

    /** Only the id: who somebody is does not belong in a log. */
    @Override
    public String toString() {
        return id.text();
    }
}
