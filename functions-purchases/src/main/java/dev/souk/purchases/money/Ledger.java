package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import java.util.Map;

/** The double-entry ledger. */
public interface Ledger {
    static Ledger in(Sql sql, IdSource ids) {
        return new SqlLedger(sql, ids);
    }

    /** True the first time; false when this kind of thing was written for this reference before, and nothing is written. */
    boolean post(Posting posting);

    /** What a store is owed in each currency, in minor units; negative when it owes. */
    Map<Currency, Long> owedTo(StoreId store);

    /** What a store is owed in one currency, in minor units; negative when it owes. */
    long owedTo(StoreId store, Currency currency);
}
