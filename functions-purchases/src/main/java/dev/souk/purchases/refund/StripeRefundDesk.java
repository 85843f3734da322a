package dev.souk.purchases.refund;

import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import dev.souk.purchases.money.Refund;
import dev.souk.purchases.money.StripeCalls;

/** {@link RefundDesk} at Stripe. The metadata say which refund here it is, so that it is known also when the answer is lost. */
public final class StripeRefundDesk implements RefundDesk {
    private final StripeCalls stripe;

    public StripeRefundDesk(StripeCalls stripe) {
        this.stripe = stripe;
    }

    @Override
    public void make(Refund refund, String idempotencyKey) {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(refund.paymentIntent())
                .setAmount(refund.amount().amount())
                .putMetadata("refund", refund.id().text())
                .putMetadata("order", refund.order().text())
                .build();
        stripe.make(client -> client.v1()
                .refunds()
                .create(
                        params,
                        RequestOptions.builder()
                                .setIdempotencyKey(idempotencyKey)
                                .build()));
    }
}
