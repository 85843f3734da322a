package dev.souk.purchases.money;

import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.purchases.MoneyIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe says of a payment now. All amounts are minor units.
 *
 * @param order the order that the payment was made for, as we told Stripe
 * @param received what came in, before anything went back; empty while nothing has, and in a currency that we do not sell in
 * @param moneyIn what came in and for what; empty while nothing has, and when it was not asked for
 * @param charge Stripe's name of the charge that succeeded
 * @param fee what Stripe took, once that is known
 */
public record PaymentFacts(
        String paymentIntent,
        Optional<OrderId> order,
        boolean succeeded,
        Optional<Money> received,
        Optional<MoneyIn> moneyIn,
        Optional<String> charge,
        Optional<Fee> fee,
        List<RefundFact> refunds,
        List<DisputeFact> disputes) {
    public PaymentFacts {
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
    }

    /** @param reference Stripe's name of the movement on its books */
    public record Fee(String reference, long amount, Currency currency) {}

    /**
     * A refund at Stripe.
     *
     * @param ours the refund here that it was made for; empty for one that was made at Stripe
     * @param failed whether it came to nothing
     */
    public record RefundFact(
            String id, Optional<RefundId> ours, long amount, boolean failed, String reason, Instant createdAt) {}

    /** A dispute at Stripe, with what it moved so far. */
    public record DisputeFact(
            String id,
            Dispute.Stage stage,
            long amount,
            String reason,
            Optional<Instant> evidenceDueAt,
            Instant openedAt,
            List<Move> moves) {
        public DisputeFact {
            moves = List.copyOf(moves);
        }
    }

    /**
     * Money that a dispute took or gave back.
     *
     * @param reference Stripe's name of the movement on its books
     * @param amount negative when it was taken
     * @param fee what Stripe took for it; negative when it was given back
     */
    public record Move(String reference, long amount, long fee, Currency currency) {}
}
