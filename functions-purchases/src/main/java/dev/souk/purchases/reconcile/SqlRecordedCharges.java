package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link RecordedCharges} in the table {@code charges}. */
final class SqlRecordedCharges implements RecordedCharges {
    private final Sql sql;

    SqlRecordedCharges(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Recorded> between(Instant from, Instant to, Optional<Recorded> after, int most) {
        Instant begin = after.map(Recorded::at).orElse(from);
        return sql.query(
                """
                SELECT recorded_at, payment_intent FROM charges
                WHERE recorded_at >= ? AND recorded_at <= ? AND (recorded_at > ? OR payment_intent > ?)
                ORDER BY recorded_at, payment_intent LIMIT ?
                """,
                row -> new Recorded(row.instant("recorded_at"), row.text("payment_intent")),
                begin,
                to,
                begin,
                after.map(Recorded::paymentIntent).orElse(""),
                most);
    }
}
