package dev.souk.purchases.payment;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link ParkedEvents} in the table {@code parked_events}. */
final class SqlParkedEvents implements ParkedEvents {
    private static final int LONGEST_REASON = 500;

    private final Sql sql;

    SqlParkedEvents(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean park(UUID id, String body, String reason, Instant at) {
        return sql.update("""
                        INSERT INTO parked_events (id, body_hash, body, reason, parked_at) VALUES (?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE replayed_at = NULL
                        """, id, sha256(body), body, cut(reason), at) > 0;
    }

    @Override
    public Optional<Parked> find(UUID id) {
        return sql.first("SELECT id, body, reason FROM parked_events WHERE id = ?", SqlParkedEvents::parked, id);
    }

    @Override
    public List<Parked> open(Optional<UUID> after, int most) {
        return sql.query(
                "SELECT id, body, reason FROM parked_events WHERE replayed_at IS NULL AND id > ? ORDER BY id LIMIT ?",
                SqlParkedEvents::parked,
                after.orElse(new UUID(0, 0)),
                most);
    }

    @Override
    public void replayed(UUID id, Instant at) {
        sql.update("UPDATE parked_events SET replayed_at = ? WHERE id = ?", at, id);
    }

    @Override
    public void stillUnreadable(UUID id, String reason) {
        sql.update("UPDATE parked_events SET reason = ? WHERE id = ?", cut(reason), id);
    }

    private static Parked parked(Row row) throws SQLException {
        return new Parked(row.uuid("id"), row.text("body"), row.text("reason"));
    }

    private static String cut(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
