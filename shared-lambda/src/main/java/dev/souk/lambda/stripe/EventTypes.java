package dev.souk.lambda.stripe;

import java.util.List;

/** Types of Stripe's events that functions have a meaning for, which their tests hold: what a deployment asks for, and what is looked for afterwards. */
public final class EventTypes {
    /** Of the platform's own payments, refunds, disputes and transfers. Stripe's list of events takes twenty types at most. */
    public static final List<String> PAYMENTS = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "charge.refunded",
            "charge.refund.updated",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
            "transfer.reversed",
            "transfer.updated",
            "payout.failed");

    /** Thin events: whether sellers may be paid. */
    public static final List<String> ACCOUNTS = List.of(
            "v2.core.account.created",
            "v2.core.account[requirements].updated",
            "v2.core.account[configuration.recipient].capability_status_updated");

    /** What became of sellers' money on its way to their banks. */
    public static final List<String> PAYOUTS = List.of("payout.paid", "payout.failed");

    private EventTypes() {}
}
