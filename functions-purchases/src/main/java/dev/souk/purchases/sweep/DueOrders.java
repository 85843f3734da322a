package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/** The orders that time has made due for something. */
interface DueOrders {
    static DueOrders in(Sql sql) {
        return new SqlDueOrders(sql);
    }

    /**
     * Takes up to {@code most} orders that should have been paid by {@code by}. Each is due again, should nothing come of it.
     *
     * @param pauses how long after {@code by} it is due again, by how often it was looked at before
     */
    List<OrderId> takeExpiring(Instant by, IntFunction<Duration> pauses, int most);

    /** The order is to be looked at again at {@code at}, as for the first time. */
    void lookAgain(OrderId order, Instant at);

    /** Takes up to {@code most} orders whose page is to be asked for again; each is due again at {@code again}. */
    List<OrderId> takeWithoutPage(Instant now, Instant again, int most);
}
