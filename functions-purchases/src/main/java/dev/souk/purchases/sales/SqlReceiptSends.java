package dev.souk.purchases.sales;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.time.Instant;

/** {@link ReceiptSends} in the table {@code orders}. */
final class SqlReceiptSends implements ReceiptSends {
    private final Sql sql;

    SqlReceiptSends(Sql sql) {
        this.sql = sql;
    }

    @Override
    public State of(OrderId order) {
        return sql.first(
                        "SELECT receipt_sends, receipt_free_at FROM orders WHERE id = ?",
                        row -> new State(row.integer("receipt_sends"), row.findInstant("receipt_free_at")),
                        order)
                .orElseThrow();
    }

    @Override
    public void count(OrderId order, Instant freeAt) {
        sql.update(
                "UPDATE orders SET receipt_sends = receipt_sends + 1, receipt_free_at = ? WHERE id = ?", freeAt, order);
    }
}
