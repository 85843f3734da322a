package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All refunds. Those of one order are changed only by who holds the lock of the order. */
public interface Refunds {
    static Refunds in(Sql sql) {
        return new SqlRefunds(sql);
    }

    /** Writes a new refund down; an asked one is due to be seen to at {@code due}. */
    void add(Refund refund, Optional<Instant> due);

    Optional<Refund> find(RefundId id);

    /** The refund that Stripe calls so. */
    Optional<Refund> byStripe(String stripeRefund);

    /** All refunds of an order, the oldest first. */
    List<Refund> of(OrderId order);

    /** What was taken of each line of an order, by position: by refunds that were made or are asked for. */
    Map<Integer, Refund.Part> taken(OrderId order);

    /** The same, by those alone that were made. */
    Map<Integer, Refund.Part> gone(OrderId order);

    /** Keeps that Stripe has it. True when it had not been made before. */
    boolean made(RefundId id, String stripeRefund, Instant at);

    /** Keeps that it came to nothing. True when it had not failed before. */
    boolean failed(RefundId id, Instant at);

    /** Takes up to {@code most} asked ones that are due; each is due again at {@code again}. */
    List<RefundId> takeDue(Instant now, Instant again, int most);

    /** Keeps the key that Stripe is asked with. */
    void attempted(RefundId id, RetryKey key);
}
