package dev.souk.stripe.standin.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a refund is asked to be.
 *
 * @param charge null when the payment intent is named
 * @param paymentIntent null when the charge is named
 * @param amount null for all that is left
 */
public record RefundRequest(
        @Nullable String charge,
        @Nullable String paymentIntent,
        @Nullable Long amount,
        @Nullable String reason,
        Map<String, String> metadata) {

    /** As somebody at Stripe's dashboard asks: our own metadata is not on it. */
    public static RefundRequest fromDashboard(String chargeOrIntent, @Nullable Long amount) {
        boolean intent = chargeOrIntent.startsWith("pi_");
        return new RefundRequest(
                intent ? null : chargeOrIntent,
                intent ? chargeOrIntent : null,
                amount,
                "requested_by_customer",
                Map.of());
    }
}
