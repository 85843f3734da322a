package dev.souk.purchases;

import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import java.util.Optional;

/**
 * Money that came in for an order, in minor units.
 *
 * @param paymentIntent Stripe's name of the payment; empty for an order that costs nothing
 * @param subtotal what was charged before tax
 * @param tax how much of it is tax, on top of the subtotal or within it
 * @param total what was paid
 */
public record MoneyIn(
        OrderId order, Optional<String> paymentIntent, long subtotal, long tax, long total, Currency currency) {

    /** For an order that costs nothing. */
    public static MoneyIn none(Order order) {
        return new MoneyIn(order.id(), Optional.empty(), 0, 0, 0, order.total().currency());
    }

    /** Whether it is what {@code order} asks for, with tax or without. */
    public boolean settles(Order order) {
        boolean known = total == subtotal || total == subtotal + tax;
        return currency == order.total().currency() && subtotal == order.charged() && known;
    }
}
