package dev.souk.purchases.money;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.purchases.BuyerProducts;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.Orders;
import dev.souk.purchases.Purchases;
import dev.souk.purchases.money.Refund.Part;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a paid order stands, and what its buyer may still download: worked out from its refunds and disputes, so that it does not matter
 * in which order those were heard of.
 */
public final class Standing {
    private final DisputeAccess whileDisputed;

    public Standing(DisputeAccess whileDisputed) {
        this.whileDisputed = whileDisputed;
    }

    /** Brings the order's state and its purchases up to date; true when a purchase was taken back. Under the lock of the order. */
    boolean update(Sql tx, OrderId id, Instant now) {
        Order order = Orders.in(tx).find(id).orElseThrow();
        if (!order.state().wasPaid()) {
            return false;
        }
        Map<Integer, Part> gone = Refunds.in(tx).gone(id);
        boolean open = false;
        boolean lost = false;
        for (Dispute dispute : Disputes.in(tx).of(id)) {
            if (order.paymentIntent().filter(dispute.paymentIntent()::equals).isPresent()) {
                open |= dispute.stage() == Dispute.Stage.OPEN;
                lost |= dispute.stage() == Dispute.Stage.LOST;
            }
        }
        Set<OrderState> others =
                EnumSet.of(OrderState.PAID, OrderState.PARTIALLY_REFUNDED, OrderState.REFUNDED, OrderState.DISPUTED);
        OrderState state = open ? OrderState.DISPUTED : state(order, gone);
        others.remove(state);
        Orders.in(tx).move(id, others, state);
        boolean revoked = false;
        for (int position = 0; position < order.lines().size(); position++) {
            OrderLine line = order.lines().get(position);
            Part part = gone.get(position);
            boolean back = line.paid() > 0 && part != null && part.amount() >= line.paid();
            boolean over = lost || back;
            if (over || (open && whileDisputed == DisputeAccess.SUSPEND)) {
                revoked |= Purchases.in(tx).revoke(id, position, now);
            } else {
                Purchases.in(tx).restore(id, position);
            }
            if (over) {
                BuyerProducts.in(tx).release(id, line.goods());
            }
        }
        return revoked;
    }

    private static OrderState state(Order order, Map<Integer, Part> gone) {
        long back = gone.values().stream().mapToLong(Part::amount).sum();
        if (back == 0) {
            return OrderState.PAID;
        }
        return back >= order.total().amount() ? OrderState.REFUNDED : OrderState.PARTIALLY_REFUNDED;
    }
}
