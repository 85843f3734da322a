package dev.souk.purchases.money;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Ledger} in the tables {@code ledger_transactions} and {@code ledger_entries}. */
final class SqlLedger implements Ledger {
    private final Sql sql;
    private final IdSource ids;

    SqlLedger(Sql sql, IdSource ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public boolean post(Posting posting) {
        UUID id = ids.next();
        try {
            sql.update(
                    "INSERT INTO ledger_transactions (id, kind, reference, order_id, created_at) VALUES (?, ?, ?, ?, ?)",
                    id,
                    posting.kind().text(),
                    posting.reference(),
                    posting.order(),
                    posting.at());
        } catch (DuplicateKey _) {
            return false;
        }
        if (!posting.entries().isEmpty()) {
            enter(id, posting.entries());
        }
        return true;
    }

    private void enter(UUID id, List<Posting.Entry> entries) {
        List<@Nullable Object> parameters = new ArrayList<>();
        int position = 0;
        for (Posting.Entry entry : entries) {
            Collections.addAll(
                    parameters,
                    id,
                    position++,
                    entry.account().text(),
                    entry.store(),
                    entry.amount(),
                    entry.currency().name());
        }
        sql.update(
                "INSERT INTO ledger_entries (transaction_id, position, account, store_id, amount, currency)"
                        + " VALUES (?, ?, ?, ?, ?, ?)"
                        + ", (?, ?, ?, ?, ?, ?)".repeat(entries.size() - 1),
                parameters.toArray());
    }

    @Override
    public Map<Currency, Long> owedTo(StoreId store) {
        Map<Currency, Long> owed = new EnumMap<>(Currency.class);
        sql.query("""
                SELECT currency, CAST(-SUM(amount) AS SIGNED) AS owed FROM ledger_entries
                WHERE account = 'seller_payable' AND store_id = ? GROUP BY currency
                """, row -> owed.put(Currency.valueOf(row.text("currency")), row.number("owed")), store);
        return owed;
    }

    @Override
    public long owedTo(StoreId store, Currency currency) {
        return sql.first("""
                        SELECT CAST(COALESCE(-SUM(amount), 0) AS SIGNED) AS owed FROM ledger_entries
                        WHERE account = 'seller_payable' AND store_id = ? AND currency = ?
                        """, row -> row.number("owed"), store, currency.name()).orElse(0L);
    }
}
