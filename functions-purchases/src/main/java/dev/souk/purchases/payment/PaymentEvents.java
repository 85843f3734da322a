package dev.souk.purchases.payment;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Sql;
import java.time.Instant;

/** The events that were acted on, in the table {@code payment_events}. */
final class PaymentEvents {
    private final Sql sql;

    PaymentEvents(Sql sql) {
        this.sql = sql;
    }

    /** True the first time. Two at once: the second waits for the first, and hears false once that is committed. */
    boolean record(PaymentEvent event, Instant at) {
        try {
            sql.update(
                    "INSERT INTO payment_events (event_id, type, order_id, recorded_at) VALUES (?, ?, ?, ?)",
                    event.id(),
                    event.type(),
                    event.order(),
                    at);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    boolean knows(String eventId) {
        return !sql.query("SELECT 1 AS one FROM payment_events WHERE event_id = ?", row -> true, eventId)
                .isEmpty();
    }
}
