package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All orders. */
public interface Orders {
    static Orders in(Sql sql) {
        return new SqlOrders(sql);
    }

    /** Writes a new order down with its lines; {@code token} opens it. */
    void add(Order order, PurchaseToken token);

    Optional<Order> find(OrderId id);

    /** The order when {@code reader} may see it; another's does not exist for them. */
    Optional<Order> find(OrderId id, Reader reader);

    /** Whether {@code token} opens any order. */
    boolean isOpenedBy(PurchaseToken token);

    /** The newest orders of {@code buyer} that are older than {@code before}, at most {@code most}. */
    List<Order> of(UserId buyer, Optional<OrderId> before, int most);

    /** Keeps where the order can be paid, while it waits for payment. */
    void opened(OrderId id, PaymentPage page);

    /** True the first time, false when it was paid already: a repeated webhook changes nothing. */
    boolean markPaid(OrderId id, Optional<String> paymentIntent, Instant at);

    /** True when the order was waiting for payment and now is {@code state}: {@code EXPIRED} or {@code FAILED}. */
    boolean markUnpaid(OrderId id, OrderState state);
}
