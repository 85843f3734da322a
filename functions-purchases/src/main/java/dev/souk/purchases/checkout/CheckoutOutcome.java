package dev.souk.purchases.checkout;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.purchases.Order;

/** What starting a checkout can end in. */
public sealed interface CheckoutOutcome {
    /** The order is written down; it waits on its payment page, or is paid if it costs nothing. */
    record Started(Order order) implements CheckoutOutcome {}

    /** The product at {@code index} of the cart cannot be bought: it does not exist, or is not published. */
    record NotForSale(ProductId product, int index) implements CheckoutOutcome {}

    /** The product at {@code index} has another currency than the first. */
    record MixedCurrencies(int index) implements CheckoutOutcome {}

    /** The sum is more than can be charged at once, {@link Money#MOST}. */
    record TooMuch() implements CheckoutOutcome {}

    /** Stripe cannot be reached or has no time. The order stands and owes; the same request goes on from there. */
    record PaymentsUnavailable(Order order) implements CheckoutOutcome {}
}
