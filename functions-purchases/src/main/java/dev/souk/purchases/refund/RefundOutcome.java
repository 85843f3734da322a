package dev.souk.purchases.refund;

import dev.souk.model.StoreId;
import dev.souk.purchases.Order;
import dev.souk.purchases.money.Refund;
import java.util.Set;

/** What wanting a refund can end in. */
public sealed interface RefundOutcome {
    /**
     * It is made, or asked for and on its way.
     *
     * @param stores that the seller may act for
     */
    record Accepted(Refund refund, Order order, Set<StoreId> stores) implements RefundOutcome {
        public Accepted {
            stores = Set.copyOf(stores);
        }
    }

    /** There is no such order with anything that the seller may give back. */
    record NoSuchOrder() implements RefundOutcome {}

    /** Nothing was paid for the order, so nothing can go back. */
    record NotPaid() implements RefundOutcome {}

    /** The product at {@code index} of the request is of none of the seller's stores, or not in the order. */
    record NoSuchLine(int index) implements RefundOutcome {}

    /**
     * More than is left.
     *
     * @param index of the request's lines; -1 for the whole
     * @param left what can go back at most, in minor units
     */
    record TooMuch(int index, long left) implements RefundOutcome {}

    /** The bank has the money for now: a disputed payment cannot be refunded. */
    record UnderDispute() implements RefundOutcome {}

    /** Stripe will not; {@code code} is its word. Nothing went back. */
    record Refused(String code) implements RefundOutcome {}
}
