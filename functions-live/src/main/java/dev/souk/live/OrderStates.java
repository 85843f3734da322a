package dev.souk.live;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.util.Optional;

/** How orders stand, as functions-purchases publishes it. */
public interface OrderStates {
    static OrderStates in(Sql sql) {
        return new SqlOrderStates(sql);
    }

    Optional<OrderNow> find(OrderId order);

    /** The order when {@code reader} may see it; another's does not exist for them. */
    Optional<OrderNow> find(OrderId order, Reader reader);
}
