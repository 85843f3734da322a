package dev.souk.users;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.AccessScope;
import dev.souk.model.AccessTokenId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

record SqlOwnTokens(Sql sql) implements OwnTokens {
    @Override
    public void lock(UserId owner) {
        sql.first("SELECT id FROM users WHERE id = ? FOR UPDATE", row -> row.uuid("id"), owner);
    }

    @Override
    public int count(UserId owner) {
        return sql.first(
                        "SELECT COUNT(*) AS tokens FROM access_tokens WHERE user_id = ? AND revoked_at IS NULL",
                        row -> row.integer("tokens"),
                        owner)
                .orElse(0);
    }

    @Override
    public void add(AccessToken token, byte[] hash) {
        sql.update(
                """
                INSERT INTO access_tokens (id, user_id, name, token_hash, ending, scopes, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                token.id(),
                token.owner(),
                token.name(),
                hash,
                token.ending(),
                token.scopes().stream().sorted().map(AccessScope::text).collect(Collectors.joining(" ")),
                token.createdAt(),
                token.expiresAt());
    }

    @Override
    public List<AccessToken> of(UserId owner) {
        return sql.query("""
                SELECT t.id, t.user_id, t.name, t.ending, t.scopes, t.created_at, t.expires_at,
                       u.last_used_at AS by_users, c.last_used_at AS by_catalog, p.last_used_at AS by_purchases,
                       w.last_used_at AS by_webhooks
                FROM access_tokens t
                LEFT JOIN users_token_uses u ON u.token_id = t.id
                LEFT JOIN catalog_tokens_used c ON c.token_id = t.id
                LEFT JOIN purchases_tokens_used p ON p.token_id = t.id
                LEFT JOIN webhooks_tokens_used w ON w.token_id = t.id
                WHERE t.user_id = ? AND t.revoked_at IS NULL
                ORDER BY t.id DESC""", SqlOwnTokens::token, owner);
    }

    @Override
    public boolean revoke(AccessTokenId id, UserId owner, Instant now) {
        return sql.update("""
                        UPDATE access_tokens SET revoked_at = ?
                        WHERE id = ? AND user_id = ? AND revoked_at IS NULL""", now, id, owner) == 1;
    }

    private static AccessToken token(Row row) throws SQLException {
        return new AccessToken(
                new AccessTokenId(row.uuid("id")),
                new UserId(row.uuid("user_id")),
                row.text("name"),
                row.text("ending"),
                Arrays.stream(row.text("scopes").split(" "))
                        .flatMap(text -> AccessScope.parse(text).stream())
                        .collect(Collectors.toSet()),
                row.instant("created_at"),
                row.findInstant("expires_at"),
                latest(
                        row.findInstant("by_users"),
                        row.findInstant("by_catalog"),
                        row.findInstant("by_purchases"),
                        row.findInstant("by_webhooks")));
    }

    @SafeVarargs
    private static Optional<Instant> latest(Optional<Instant>... times) {
        return Arrays.stream(times).flatMap(Optional::stream).max(Instant::compareTo);
    }
}
