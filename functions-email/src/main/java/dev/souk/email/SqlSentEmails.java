package dev.souk.email;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The table {@code sent_emails}. {@code attempts} counts those that may have sent something. */
record SqlSentEmails(Sql sql, Clock clock) implements SentEmails {
    private static final String LEASE = "INTERVAL 120 SECOND";

    @Override
    public Claim claim(UUID id, String kind) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (isFirst(id, kind, now) || isNext(id, now)) {
            return new Claim.Granted(id, now);
        }
        return sql.first("""
                        SELECT sent_at IS NOT NULL AS sent, suppressed_at IS NOT NULL AS suppressed,
                               attempts >= ? AND locked_until <= UTC_TIMESTAMP(6) AS tried_too_often
                        FROM sent_emails WHERE message_id = ?
                        """, SqlSentEmails::whyNot, MOST_ATTEMPTS, id).orElseGet(Claim.HeldElsewhere::new);
    }

    private static Claim whyNot(Row row) throws SQLException {
        if (row.flag("sent")) {
            return new Claim.SentBefore();
        }
        if (row.flag("suppressed")) {
            return new Claim.SuppressedBefore();
        }
        return row.flag("tried_too_often") ? new Claim.TriedTooOften() : new Claim.HeldElsewhere();
    }

    private boolean isFirst(UUID id, String kind, Instant now) {
        try {
            sql.update("""
                    INSERT INTO sent_emails (message_id, kind, attempts, claimed_at, locked_until)
                    VALUES (?, ?, 1, ?, UTC_TIMESTAMP(6) + %s)
                    """.formatted(LEASE), id, kind, now);
            return true;
        } catch (DuplicateKey e) {
            return false;
        }
    }

    private boolean isNext(UUID id, Instant now) {
        return sql.update("""
                        UPDATE sent_emails
                        SET attempts = attempts + 1, claimed_at = ?, locked_until = UTC_TIMESTAMP(6) + %s
                        WHERE message_id = ? AND sent_at IS NULL AND suppressed_at IS NULL AND locked_until <= UTC_TIMESTAMP(6) AND attempts < ?
                        """.formatted(LEASE), now, id, MOST_ATTEMPTS) == 1;
    }

    @Override
    public void markSent(UUID id) {
        sql.update("UPDATE sent_emails SET sent_at = UTC_TIMESTAMP(6) WHERE message_id = ? AND sent_at IS NULL", id);
    }

    @Override
    public void markSuppressed(Claim.Granted claim) {
        sql.update("""
                UPDATE sent_emails SET suppressed_at = UTC_TIMESTAMP(6)
                WHERE message_id = ? AND claimed_at = ? AND sent_at IS NULL
                """, claim.id(), claim.claimedAt());
    }

    @Override
    public void release(Claim.Granted claim) {
        sql.update("""
                UPDATE sent_emails SET attempts = attempts - 1, locked_until = UTC_TIMESTAMP(6)
                WHERE message_id = ? AND claimed_at = ? AND sent_at IS NULL
                """, claim.id(), claim.claimedAt());
    }
}
