package dev.souk.purchases.sales;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.time.Instant;
import java.util.Optional;

/** How often the receipts of orders were sent again. */
interface ReceiptSends {
    static ReceiptSends in(Sql sql) {
        return new SqlReceiptSends(sql);
    }

    /** @param freeAt from when on it can be sent once more; empty for at once */
    record State(int times, Optional<Instant> freeAt) {}

    State of(OrderId order);

    /** Counts another one. Under the lock of the order. */
    void count(OrderId order, Instant freeAt);
}
