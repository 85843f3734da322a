package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way back to the buyer.
 *
 * @param reason {@code duplicate}, {@code fraudulent} or {@code requested_by_customer}, when one was given
 * @param failureReason null unless it failed
 * @param failureBalanceTransaction by which the money of a failed one came back
 * @param settlesAt when the bank decides; null for when somebody says so, or when it has
 */
public record Refund(
        String id,
        Instant created,
        long amount,
        String currency,
        String charge,
        String paymentIntent,
        Status status,
        @Nullable String reason,
        Map<String, String> metadata,
        String balanceTransaction,
        @Nullable String failureReason,
        @Nullable String failureBalanceTransaction,
        @Nullable Instant settlesAt)
        implements Stored {

    /** Where a refund stands. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED;

        public String stripeName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public List<String> belongsTo() {
        return List.of(charge, paymentIntent);
    }

    Refund succeeded() {
        return with(Status.SUCCEEDED, metadata, null, null);
    }

    Refund failed(String why, String newBalanceTransaction) {
        return with(Status.FAILED, metadata, why, newBalanceTransaction);
    }

    Refund withMetadata(Map<String, String> newMetadata) {
        return new Refund(
                id,
                created,
                amount,
                currency,
                charge,
                paymentIntent,
                status,
                reason,
                newMetadata,
                balanceTransaction,
                failureReason,
                failureBalanceTransaction,
                settlesAt);
    }

    private Refund with(
            Status newStatus,
            Map<String, String> newMetadata,
            @Nullable String why,
            @Nullable String newFailureBalanceTransaction) {
        return new Refund(
                id,
                created,
                amount,
                currency,
                charge,
                paymentIntent,
                newStatus,
                reason,
                newMetadata,
                balanceTransaction,
                why,
                newFailureBalanceTransaction,
                null);
    }
}
