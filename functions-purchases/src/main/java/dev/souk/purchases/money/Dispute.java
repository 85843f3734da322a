package dev.souk.purchases.money;

import dev.souk.model.DisputeId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A buyer's bank wants money back.
 *
 * @param reason Stripe's word for why: {@code fraudulent}
 * @param evidenceDueAt until when it can be answered
 */
public record Dispute(
        DisputeId id,
        String stripeDispute,
        OrderId order,
        String paymentIntent,
        Stage stage,
        Money amount,
        String reason,
        Optional<Instant> evidenceDueAt,
        Instant openedAt,
        Optional<Instant> closedAt) {

    /** How far it is. Later ones never go back to earlier ones. */
    public enum Stage {
        /** The bank only asks; no money was taken. */
        INQUIRY,
        OPEN,
        /** The inquiry ended without a dispute. */
        DROPPED,
        WON,
        LOST;

        public boolean isClosed() {
            return this == DROPPED || this == WON || this == LOST;
        }

        /** Whether something that was said to be in {@code this} stage can have gone on to {@code other}. */
        boolean comesBefore(Stage other) {
            return switch (this) {
                case INQUIRY -> other != INQUIRY;
                case OPEN, DROPPED -> other == WON || other == LOST;
                case WON, LOST -> false;
            };
        }
    }
}
