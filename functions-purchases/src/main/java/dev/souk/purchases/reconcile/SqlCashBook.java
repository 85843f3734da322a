package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.purchases.money.Posting;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** {@link CashBook} in the tables {@code ledger_transactions} and {@code ledger_entries}. */
final class SqlCashBook implements CashBook {
    private final Sql sql;

    SqlCashBook(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<Entry, Long> of(OrderId order) {
        Map<Entry, Long> moved = new HashMap<>();
        sql.query(
                """
                SELECT t.kind, t.reference, CAST(SUM(e.amount) AS SIGNED) AS amount
                FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
                WHERE t.order_id = ? AND e.account = 'platform_cash'
                GROUP BY t.kind, t.reference
                """,
                row -> moved.put(
                        new Entry(
                                Posting.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)), row.text("reference")),
                        row.number("amount")),
                order);
        return moved;
    }
}
