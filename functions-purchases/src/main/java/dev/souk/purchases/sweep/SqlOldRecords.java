package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import java.time.Instant;

/** {@link OldRecords} in the tables {@code purchases_outbox} and {@code payment_events}. */
final class SqlOldRecords implements OldRecords {
    private final Sql sql;

    SqlOldRecords(Sql sql) {
        this.sql = sql;
    }

    @Override
    public int deleteSentMessages(Instant before, int most) {
        return sql.update("DELETE FROM purchases_outbox WHERE sent_at < ? ORDER BY sent_at LIMIT " + most, before);
    }

    @Override
    public int deleteEvents(Instant before, int most) {
        return sql.update(
                "DELETE FROM payment_events WHERE recorded_at < ? ORDER BY recorded_at LIMIT " + most, before);
    }
}
