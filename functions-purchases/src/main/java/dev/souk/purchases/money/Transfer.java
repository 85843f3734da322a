package dev.souk.purchases.money;

import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import java.time.Instant;
import java.util.Optional;

/**
 * A store's share of an order, on its way to the store's Stripe account. Amounts are minor units.
 *
 * @param sequence 0 for the store's share of the sale; later ones for what a failed refund gave back to it
 * @param owed the store's share when the order was paid
 * @param takenBack the store's share of what went back to the buyer
 * @param sent what was sent, or is being sent
 * @param reversed what was taken back from the store's account
 */
public record Transfer(
        TransferId id,
        OrderId order,
        StoreId store,
        int sequence,
        String paymentIntent,
        Currency currency,
        long owed,
        long takenBack,
        State state,
        long sent,
        long reversed,
        Optional<String> destination,
        Optional<String> stripeTransfer,
        RetryKey key,
        Optional<Instant> dueAt,
        Instant createdAt,
        Optional<Instant> sentAt) {

    /** How far it is. */
    public enum State {
        HELD,
        /** Stripe was asked, or is about to be; whether it was done is not known. */
        SENDING,
        SENT
    }

    /** What should be with the store. */
    public long due() {
        return owed - takenBack;
    }

    /** How much too much the store has of this order. */
    public long excess() {
        return Math.max(0, sent - reversed - due());
    }

    /** A new one, that is to be sent at {@code due}. */
    static Transfer held(
            TransferId id,
            OrderId order,
            StoreId store,
            int sequence,
            String paymentIntent,
            Currency currency,
            long owed,
            Instant due,
            Instant at) {
        return new Transfer(
                id,
                order,
                store,
                sequence,
                paymentIntent,
                currency,
                owed,
                0,
                State.HELD,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                RetryKey.NEVER_USED,
                Optional.of(due),
                at,
                Optional.empty());
    }
}
