package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.purchases.money.Posting;
import java.util.Map;

/** What the ledger says that moved the platform's money at Stripe. */
interface CashBook {
    static CashBook in(Sql sql) {
        return new SqlCashBook(sql);
    }

    /** What of it an order moved, in minor units; positive when it came in. */
    Map<Entry, Long> of(OrderId order);

    /** What moved it. */
    record Entry(Posting.Kind kind, String reference) {}
}
