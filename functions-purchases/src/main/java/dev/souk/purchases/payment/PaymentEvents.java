package dev.souk.purchases.payment;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.time.Instant;
import java.util.Optional;

/** The events that were acted on, in the table {@code payment_events}. */
final class PaymentEvents {
    private final Sql sql;

    PaymentEvents(Sql sql) {
        this.sql = sql;
    }

    /** True the first time. Two at once: the second waits for the first, and hears false once that is committed. */
    boolean record(PaymentEvent event, Optional<OrderId> order, Instant at) {
        try {
            sql.update(
                    "INSERT INTO payment_events (event_id, type, order_id, recorded_at) VALUES (?, ?, ?, ?)",
                    event.id(),
                    event.type(),
                    order,
                    at);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }
}
