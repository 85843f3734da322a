package dev.souk.purchases.money;

import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Money of an order that goes back to its buyer.
 *
 * @param parts what it takes from each line; none of a surplus, which belongs to no line
 * @param askedBy the seller who wanted it
 * @param key the idempotency key that Stripe is asked with
 */
public record Refund(
        RefundId id,
        OrderId order,
        String paymentIntent,
        Origin origin,
        State state,
        Money amount,
        String reason,
        List<Part> parts,
        Optional<String> stripeRefund,
        Optional<UserId> askedBy,
        RetryKey key,
        Instant createdAt) {
    public Refund {
        parts = List.copyOf(parts);
    }

    /** Who wanted it. */
    public enum Origin {
        SELLER,
        /** Made at Stripe, not by us. */
        PLATFORM,
        /** A second payment of an order that was paid already. */
        SURPLUS,
        /** Taken by the buyer's bank: a dispute that was lost. */
        DISPUTE
    }

    /** How far it is. */
    public enum State {
        /** Decided here; Stripe may or may not know of it. */
        ASKED,
        /** Stripe has it; the money is on its way or there. */
        MADE,
        /** Stripe would not, or the money came back. */
        FAILED
    }

    /** What a refund takes from a line, in minor units: {@code tax} and {@code fee} of it are not the seller's. */
    public record Part(int position, long amount, long tax, long fee) {
        public long sellerShare() {
            return amount - tax - fee;
        }
    }
}
