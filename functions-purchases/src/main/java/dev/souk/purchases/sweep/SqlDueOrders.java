package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/** {@link DueOrders} in the table {@code orders}. */
final class SqlDueOrders implements DueOrders {
    private final Sql sql;

    SqlDueOrders(Sql sql) {
        this.sql = sql;
    }

    private record Due(OrderId id, int looks) {}

    @Override
    public List<OrderId> takeExpiring(Instant by, IntFunction<Duration> pauses, int most) {
        List<Due> due =
                sql.query("""
                SELECT id, expiry_looks FROM orders
                WHERE expiry_due_at <= ? ORDER BY expiry_due_at LIMIT ? FOR UPDATE SKIP LOCKED
                """, row -> new Due(new OrderId(row.uuid("id")), row.integer("expiry_looks")), by, most);
        for (Due order : due) {
            sql.update(
                    "UPDATE orders SET expiry_due_at = ?, expiry_looks = expiry_looks + 1 WHERE id = ?",
                    by.plus(pauses.apply(order.looks())),
                    order.id());
        }
        return due.stream().map(Due::id).toList();
    }

    @Override
    public void lookAgain(OrderId order, Instant at) {
        sql.update(
                "UPDATE orders SET expiry_due_at = ?, expiry_looks = 0 WHERE id = ? AND state = 'awaiting_payment'",
                at,
                order);
    }

    @Override
    public List<OrderId> takeWithoutPage(Instant now, Instant again, int most) {
        List<OrderId> due = sql.query(
                "SELECT id FROM orders WHERE page_due_at <= ? ORDER BY page_due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> new OrderId(row.uuid("id")),
                now,
                most);
        for (OrderId order : due) {
            sql.update("UPDATE orders SET page_due_at = ? WHERE id = ?", again, order);
        }
        return due;
    }
}
