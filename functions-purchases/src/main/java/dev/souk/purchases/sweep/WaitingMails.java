package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Mails about orders that were asked for and have not gone out: whether they wait in our outbox, on the queue, among dead letters or for a mail
 * server, their buyers have nothing to show for what they paid.
 */
public final class WaitingMails {
    /** One that is older was told of all day. */
    private static final Duration LOOKED_BACK = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    public WaitingMails(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How long the oldest has been waiting, among those of a day; zero when none is. One query on an index. */
    public Duration oldest() {
        Instant now = clock.instant();
        return database.first("""
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
