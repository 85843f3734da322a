package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@link SalesBook} in the tables {@code sales} and {@code customers}, and the marks in {@code sales_marks}. */
final class SqlSalesBook implements SalesBook {
    private static final int TIME_IN_UUID = 16;

    private final Sql sql;
    private final IdSource ids;

    SqlSalesBook(Sql sql, IdSource ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public void restate(Order order) {
        // In one order whatever the cart's: two orders of a buyer at once must not wait for each other's stores.
        List<StoreId> stores = order.lines().stream()
                .map(OrderLine::store)
                .distinct()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        byte[] buyer = SalesBook.hash(order.email());
        for (StoreId store : stores) {
            sql.update("""
                    INSERT INTO customers (id, store_id, email_hash, email, first_sale_at, last_sale_at)
                    SELECT ?, ?, ?, email, paid_at, paid_at FROM orders WHERE id = ? AND paid_at IS NOT NULL
                    ON DUPLICATE KEY UPDATE first_sale_at = LEAST(first_sale_at, VALUES(first_sale_at)),
                                            last_sale_at = GREATEST(last_sale_at, VALUES(last_sale_at))
                    """, ids.next(), store, buyer, order.id());
        }
        sql.update(
                "UPDATE order_lines SET sold_at = (SELECT paid_at FROM orders WHERE id = ?) WHERE order_id = ? AND sold_at IS NULL",
                order.id(),
                order.id());
        sql.update("""
                INSERT INTO sales (store_id, order_id, customer_id, state, currency, discount_id, item_count, paid_amount,
                                   tax_amount, fee_amount, refunded_amount, refunded_tax, refunded_fee, sold_at)
                SELECT l.store_id, o.id, MAX(c.id),
                       CASE WHEN MAX(o.state) = 'disputed' THEN 'disputed'
                            WHEN SUM(COALESCE(g.amount, 0)) = 0 THEN 'paid'
                            WHEN SUM(COALESCE(g.amount, 0)) >= SUM(l.paid_amount) THEN 'refunded'
                            ELSE 'partially_refunded' END,
                       MAX(o.total_currency), CASE WHEN SUM(l.discount_amount) > 0 THEN MAX(o.discount_id) END, COUNT(*),
                       SUM(l.paid_amount), SUM(l.tax_amount), SUM(l.fee_amount), SUM(COALESCE(g.amount, 0)),
                       SUM(COALESCE(g.tax, 0)), SUM(COALESCE(g.fee, 0)), MAX(o.paid_at)
                FROM orders o
                JOIN order_lines l ON l.order_id = o.id
                JOIN customers c ON c.store_id = l.store_id AND c.email_hash = ?
                LEFT JOIN (SELECT p.position, SUM(p.amount) AS amount, SUM(p.tax_amount) AS tax, SUM(p.fee_amount) AS fee
                           FROM refunds r JOIN refund_lines p ON p.refund_id = r.id
                           WHERE r.order_id = ? AND r.state = 'made' GROUP BY p.position) g ON g.position = l.position
                WHERE o.id = ? AND o.paid_at IS NOT NULL
                GROUP BY l.store_id, o.id
                ON DUPLICATE KEY UPDATE state = VALUES(state), refunded_amount = VALUES(refunded_amount),
                                        refunded_tax = VALUES(refunded_tax), refunded_fee = VALUES(refunded_fee)
                """, buyer, order.id(), order.id());
        for (StoreId store : stores) {
            sql.update(
                    "INSERT INTO sales_marks (id, store_id, day)"
                            + " SELECT ?, store_id, DATE(sold_at) FROM sales WHERE order_id = ? AND store_id = ?",
                    ids.next(),
                    order.id(),
                    store);
        }
    }

    @Override
    public List<OrderId> missing(Instant since, int most) {
        return sql.query(
                """
                SELECT DISTINCT p.order_id FROM purchases p LEFT JOIN sales s ON s.order_id = p.order_id
                WHERE p.id >= ? AND s.order_id IS NULL LIMIT\s""" + most,
                row -> new OrderId(row.uuid("order_id")),
                new UUID(since.toEpochMilli() << TIME_IN_UUID, 0));
    }
}
