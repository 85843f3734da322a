package dev.souk.users.token;

import dev.souk.lambda.auth.AccessTokenText;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.AccessScope;
import dev.souk.model.AccessTokenId;
import dev.souk.users.AccessToken;
import dev.souk.users.OwnTokens;
import dev.souk.users.Profiles;
import dev.souk.users.token.MakeTokenOutcome.Made;
import dev.souk.users.token.MakeTokenOutcome.TooMany;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes access tokens. The secret is told once and kept nowhere. */
public final class MakeToken {
    /** So many somebody can have at a time. */
    public static final int MOST_TOKENS = 50;

    private static final int ENDING = 4;

    private final Database database;
    private final Supplier<SecureRandom> random;
    private final IdSource ids;
    private final Clock clock;

    public MakeToken(Database database, Supplier<SecureRandom> random, IdSource ids, Clock clock) {
        this.database = database;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** A token that somebody wants. */
    public record Wish(String name, Set<AccessScope> scopes, Optional<Instant> expiresAt) {
        public Wish {
            scopes = Set.copyOf(scopes);
        }
    }

    public MakeTokenOutcome make(Caller owner, Wish wish) {
        Instant now = clock.instant();
        String secret = AccessTokenText.make(random.get());
        AccessToken token = new AccessToken(
                new AccessTokenId(ids.next()),
                owner.id(),
                wish.name(),
                secret.substring(secret.length() - ENDING),
                wish.scopes(),
                now,
                wish.expiresAt(),
                Optional.empty());
        // Who has never been seen has no row to lock, and no name that a token could speak in.
        Profiles.in(database).see(owner, now);
        boolean kept = database.transaction(tx -> {
            OwnTokens tokens = OwnTokens.in(tx);
            tokens.lock(owner.id());
            if (tokens.count(owner.id()) >= MOST_TOKENS) {
                return false;
            }
            tokens.add(token, AccessTokenText.hash(secret));
            return true;
        });
        return kept ? new Made(token, secret) : new TooMany();
    }
}
