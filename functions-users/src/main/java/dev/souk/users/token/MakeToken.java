package dev.souk.users.token;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.AccessTokenText;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.AccessScope;
import dev.souk.model.AccessTokenId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.users.AccessToken;
import dev.souk.users.OwnTokens;
import dev.souk.users.Profiles;
import dev.souk.users.token.MakeTokenOutcome.Made;
import dev.souk.users.token.MakeTokenOutcome.TooMany;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes access tokens. The secret is told once and kept nowhere. */
public final class MakeToken {
    /** So many somebody can have at a time. */
    public static final int MOST_TOKENS = 50;

    private static final int ENDING = 4;

    private final Database database;
    private final Supplier<SecureRandom> random;
    private final AuditLog audit;
    private final IdSource ids;
    private final Clock clock;

    public MakeToken(Database database, Supplier<SecureRandom> random, AuditLog audit, IdSource ids, Clock clock) {
        this.database = database;
        this.random = random;
        this.audit = audit;
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
            write(tx, owner.id(), "access_token.made", token);
            return true;
        });
        return kept ? new Made(token, secret) : new TooMany();
    }

    /** Ends one; false when they have none like that. */
    public boolean revoke(UserId owner, AccessTokenId id) {
        return database.transaction(tx -> {
            OwnTokens tokens = OwnTokens.in(tx);
            Optional<AccessToken> token = tokens.of(owner).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst();
            if (token.isEmpty() || !tokens.revoke(id, owner, clock.instant())) {
                return false;
            }
            write(tx, owner, "access_token.revoked", token.get());
            return true;
        });
    }

    /** In each store that they are a member of: a token acts there as they do. */
    private void write(Sql tx, UserId owner, String act, AccessToken token) {
        String scopes = token.scopes().stream().sorted().map(AccessScope::text).collect(Collectors.joining(" "));
        for (StoreId store : new Members(tx).stores(new Seller(owner, EnumSet.allOf(StoreRole.class)))) {
            audit.write(tx, store, owner, act, token.id().text(), scopes);
        }
    }
}
