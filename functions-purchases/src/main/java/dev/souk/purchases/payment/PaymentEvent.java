package dev.souk.purchases.payment;

import dev.souk.model.OrderId;
import dev.souk.purchases.MoneyIn;
import java.util.Optional;

/**
 * What an event of Stripe's means to us.
 *
 * @param id Stripe's, {@code evt_…}: the same event may come many times
 * @param type Stripe's, {@code checkout.session.completed}
 */
record PaymentEvent(String id, String type, Meaning meaning) {

    sealed interface Meaning {
        /** The money is there, or will be without fail. */
        record Paid(MoneyIn in) implements Meaning {}

        /** The buyer has agreed to pay by a method that takes days; another event tells the end. */
        record Promised(OrderId order) implements Meaning {}

        /** The money that was promised on the page {@code session} did not come. */
        record Failed(OrderId order, String session) implements Meaning {}

        /** The payment page {@code session} closed unpaid. */
        record Expired(OrderId order, String session) implements Meaning {}

        /** Something happened to a payment: Stripe is to be asked what it is like now. */
        record Changed(String paymentIntent) implements Meaning {}

        /** Something happened to a transfer: Stripe is to be asked what it is like now. */
        record TransferChanged(String transfer) implements Meaning {}

        /** Something that people have to look at; {@code what} is Stripe's word for it. */
        record Trouble(String what) implements Meaning {}

        /** Nothing that moves an order, or nobody's order here. */
        record Nothing() implements Meaning {}
    }

    /** The order that it names, where it does. */
    Optional<OrderId> order() {
        return switch (meaning) {
            case Meaning.Paid(MoneyIn in) -> Optional.of(in.order());
            case Meaning.Promised(OrderId order) -> Optional.of(order);
            case Meaning.Failed failed -> Optional.of(failed.order());
            case Meaning.Expired expired -> Optional.of(expired.order());
            case Meaning.Changed _, Meaning.TransferChanged _, Meaning.Trouble _, Meaning.Nothing _ -> Optional.empty();
        };
    }
}
