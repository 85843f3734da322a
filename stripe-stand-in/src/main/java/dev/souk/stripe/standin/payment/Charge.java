package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take the money.
 *
 * @param amount in minor units
 * @param decline why it failed; null unless it did
 */
public record Charge(
        String id,
        Instant created,
        long amount,
        String currency,
        String paymentIntent,
        PaymentIntentData data,
        Payer payer,
        MethodUsed method,
        Status status,
        @Nullable Decline decline)
        implements Stored {

    /** Where an attempt stands. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        public String stripeName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Charge now(Status newStatus, @Nullable Decline newDecline) {
        return new Charge(id, created, amount, currency, paymentIntent, data, payer, method, newStatus, newDecline);
    }
}
