package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** {@link WaitingMails} in the table {@code order_mails}, and functions-email's view of what was sent. */
record SqlWaitingMails(Sql sql, Clock clock) implements WaitingMails {
    /** One that is older was told of all day. */
    private static final Duration LOOKED_BACK = Duration.ofDays(1);

    @Override
    public Duration oldest() {
        Instant now = clock.instant();
        return sql.first("""
                        SELECT m.created_at FROM order_mails m
                        WHERE m.created_at > ? AND NOT EXISTS (
                            SELECT 1 FROM sent_email_times s
                            WHERE s.message_id = m.message_id AND (s.sent_at IS NOT NULL OR s.suppressed_at IS NOT NULL))
                        ORDER BY m.created_at LIMIT 1
                        """, row -> row.instant("created_at"), now.minus(LOOKED_BACK))
                .filter(oldest -> oldest.isBefore(now))
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }
}
