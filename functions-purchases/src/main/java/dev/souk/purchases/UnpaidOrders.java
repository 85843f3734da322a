package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;

/** Ends orders that nobody paid, and frees what they kept from others. */
public final class UnpaidOrders {
    private UnpaidOrders() {}

    /** True when the order was waiting for payment and now is {@code state}: {@code EXPIRED} or {@code FAILED}. */
    public static boolean close(Sql tx, OrderId order, OrderState state) {
        boolean closed = Orders.in(tx).markUnpaid(order, state);
        if (closed) {
            DiscountUses.in(tx).giveBack(order);
            BuyerProducts.in(tx).release(order);
        }
        return closed;
    }
}
