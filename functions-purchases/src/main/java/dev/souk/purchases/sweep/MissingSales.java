package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.OrderId;
import dev.souk.purchases.Orders;
import dev.souk.purchases.SalesBook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Writes down the sales of orders that were fulfilled by a function of a release that kept none: while a deployment goes on, both run. One
 * query over what was bought of late when there are none.
 */
public final class MissingSales {
    private static final Duration LOOKED_BACK = Duration.ofDays(2);
    private static final int BATCH = 100;

    private final Database database;
    private final IdSource ids;
    private final Clock clock;

    public MissingSales(Database database, IdSource ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param time whether there is time for another one
     * @return how many orders' sales were written down
     */
    public int run(BooleanSupplier time) {
        List<OrderId> missing =
                SalesBook.in(database, ids).missing(clock.instant().minus(LOOKED_BACK), BATCH);
        int written = 0;
        for (OrderId order : missing) {
            if (!time.getAsBoolean()) {
                break;
            }
            database.transaction(tx -> {
                Orders.in(tx).lock(order).ifPresent(SalesBook.in(tx, ids)::restate);
                return order;
            });
            written++;
        }
        return written;
    }
}
