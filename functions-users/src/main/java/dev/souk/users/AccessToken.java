package dev.souk.users;

import dev.souk.model.AccessScope;
import dev.souk.model.AccessTokenId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An access token, without its secret.
 *
 * @param name what its owner calls it; at most {@value #LONGEST_NAME} characters
 * @param ending the last four characters of the secret, by which its owner knows it again
 * @param expiresAt when it is over by itself
 * @param lastUsedAt when it last called, as far as a function has written it down
 */
public record AccessToken(
        AccessTokenId id,
        UserId owner,
        String name,
        String ending,
        Set<AccessScope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public static final int LONGEST_NAME = 100;

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }
}
