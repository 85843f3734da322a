package dev.souk.users;

import dev.souk.model.AccessScope;
import dev.souk.model.AccessTokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An access token: the contract's {@code AccessToken}, and with its secret {@code MadeAccessToken}. */
record TokenView(
        AccessTokenId id,
        String name,
        List<String> scopes,
        String ending,
        Optional<String> token,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    static TokenView of(AccessToken token) {
        return of(token, Optional.empty());
    }

    /** With what is shown once. */
    static TokenView made(AccessToken token, String secret) {
        return of(token, Optional.of(secret));
    }

    private static TokenView of(AccessToken token, Optional<String> secret) {
        return new TokenView(
                token.id(),
                token.name(),
                token.scopes().stream().sorted().map(AccessScope::text).toList(),
                token.ending(),
                secret,
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
