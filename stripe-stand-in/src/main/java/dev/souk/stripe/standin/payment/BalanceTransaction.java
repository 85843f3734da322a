package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.List;

/**
 * A movement on the platform's balance. It never changes.
 *
 * @param amount in minor units, below zero when money leaves
 * @param fee what Stripe keeps; it lessens the amount
 * @param source the id of what moved the money: a charge, a refund, a dispute, a transfer or its reversal
 * @param availableOn when the money can be paid out
 */
public record BalanceTransaction(
        String id,
        Instant created,
        Type type,
        long amount,
        long fee,
        String currency,
        String source,
        String description,
        Instant availableOn)
        implements Stored {

    /** Why money moves. */
    public enum Type {
        CHARGE("charge", "charge"),
        /** A charge by bank debit. */
        PAYMENT("payment", "charge"),
        REFUND("refund", "refund"),
        /** The refund of a bank debit. */
        PAYMENT_REFUND("payment_refund", "refund"),
        REFUND_FAILURE("refund_failure", "refund_failure"),
        DISPUTE("adjustment", "dispute"),
        DISPUTE_REVERSAL("adjustment", "dispute_reversal"),
        TRANSFER("transfer", "transfer"),
        TRANSFER_REFUND("transfer_refund", "transfer_reversal");

        private final String stripeName;
        private final String category;

        Type(String stripeName, String category) {
            this.stripeName = stripeName;
            this.category = category;
        }

        public String stripeName() {
            return stripeName;
        }

        /** Stripe's {@code reporting_category}, which tells adjustments apart. */
        public String category() {
            return category;
        }
    }

    @Override
    public List<String> belongsTo() {
        return List.of(source);
    }

    public long net() {
        return amount - fee;
    }
}
