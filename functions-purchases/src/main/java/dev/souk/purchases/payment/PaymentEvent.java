package dev.souk.purchases.payment;

import dev.souk.model.OrderId;
import java.util.Optional;

/**
 * What an event of Stripe's means to an order.
 *
 * @param id Stripe's, {@code evt_…}: the same event may come many times
 * @param type Stripe's, {@code checkout.session.completed}
 */
record PaymentEvent(String id, String type, Meaning meaning) {

    sealed interface Meaning {
        /** The money is there, or will be without fail. */
        record Paid(OrderId order, long amount, String currency, Optional<String> paymentIntent) implements Meaning {}

        /** The buyer has agreed to pay by a method that takes days; another event tells the end. */
        record Promised(OrderId order) implements Meaning {}

        /** The promised money did not come. */
        record Failed(OrderId order) implements Meaning {}

        /** The payment page closed unpaid. */
        record Expired(OrderId order) implements Meaning {}

        /** Nothing that moves an order, or nobody's order here. */
        record Nothing() implements Meaning {}
    }
}
