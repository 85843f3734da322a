package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The payment of one session, through all its attempts.
 *
 * @param amount in minor units
 * @param latestCharge of the latest attempt
 * @param lastDecline why the latest attempt failed, when it did
 * @param method what the latest attempt was made with, unless it failed
 */
public record PaymentIntent(
        String id,
        Instant created,
        long amount,
        String currency,
        PaymentIntentData data,
        List<PaymentMethod> paymentMethods,
        Status status,
        @Nullable String latestCharge,
        @Nullable Decline lastDecline,
        @Nullable MethodUsed method)
        implements Stored {

    /** Where a payment stands. */
    public enum Status {
        REQUIRES_PAYMENT_METHOD,
        PROCESSING,
        SUCCEEDED;

        public String stripeName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PaymentIntent now(Status newStatus, Charge charge) {
        return new PaymentIntent(
                id,
                created,
                amount,
                currency,
                data,
                paymentMethods,
                newStatus,
                charge.id(),
                charge.decline(),
                newStatus == Status.REQUIRES_PAYMENT_METHOD ? null : charge.method());
    }
}
