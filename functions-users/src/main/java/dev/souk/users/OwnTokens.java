package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.model.AccessTokenId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;

/** All access tokens. Those that were revoked are nobody's any more. */
public interface OwnTokens {
    static OwnTokens in(Sql sql) {
        return new SqlOwnTokens(sql);
    }

    /** Keeps others from adding tokens of the owner's until the transaction ends. */
    void lock(UserId owner);

    /** How many the owner has, those that are over included. */
    int count(UserId owner);

    /** @param hash of its secret, 32 bytes */
    void add(AccessToken token, byte[] hash);

    /** The newest first. */
    List<AccessToken> of(UserId owner);

    /** True for the one call that ends it. */
    boolean revoke(AccessTokenId id, UserId owner, Instant now);
}
