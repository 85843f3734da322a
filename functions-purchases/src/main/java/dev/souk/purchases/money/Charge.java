package dev.souk.purchases.money;

import dev.souk.model.Money;
import dev.souk.model.OrderId;
import java.util.Optional;

/**
 * Money that came in for an order.
 *
 * @param paymentIntent Stripe's name of the payment
 * @param charge Stripe's name of the charge, once it was looked up
 */
public record Charge(String paymentIntent, OrderId order, Role role, Money amount, Optional<String> charge) {
    /** What the money is for. */
    public enum Role {
        /** It paid the order. */
        ORDER,
        /** The order was paid before: it goes back. */
        SURPLUS
    }
}
