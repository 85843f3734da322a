package dev.souk.stripe.setup;

import com.stripe.Stripe;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Stripe is to tell us, and where: an event destination each. The types are those that the functions behind the path have a meaning
 * for, which their tests hold.
 */
public enum Webhook {
    /** Payments, refunds, disputes and transfers of the platform itself. */
    PAYMENTS(
            "payments",
            "v1/webhooks/stripe",
            false,
            Set.of(Source.PLATFORM),
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
            "payout.failed"),
    /** Whether sellers may be paid. From both: Stripe's reference leaves open which of them an account of v2 is when the platform made it. */
    ACCOUNTS(
            "accounts",
            "v1/webhooks/stripe/accounts",
            true,
            Set.of(Source.PLATFORM, Source.SELLERS),
            "v2.core.account.created",
            "v2.core.account[requirements].updated",
            "v2.core.account[configuration.recipient].capability_status_updated"),
    /** What became of sellers' money on its way to their banks. */
    PAYOUTS("payouts", "v1/webhooks/stripe/accounts", false, Set.of(Source.SELLERS), "payout.paid", "payout.failed");

    /** The version of the events that this release reads: that of its stripe-java. */
    public static final String API_VERSION = Stripe.API_VERSION;

    /** At whose accounts something happens; as Stripe calls it. */
    enum Source {
        PLATFORM("@self"),
        SELLERS("@accounts");

        private final String text;

        Source(String text) {
            this.text = text;
        }
    }

    private final String webhookName;
    private final String path;
    private final boolean thin;

    @SuppressWarnings("ImmutableEnumChecker") // They are unmodifiable.
    private final Set<Source> sources;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> types;

    Webhook(String webhookName, String path, boolean thin, Set<Source> sources, String... types) {
        this.webhookName = webhookName;
        this.path = path;
        this.thin = thin;
        this.sources = sources;
        this.types = List.of(types);
    }

    /** {@code payments}. */
    public String webhookName() {
        return webhookName;
    }

    /** Where it is taken, after the API's address. */
    public String path() {
        return path;
    }

    /** The types of its events. */
    public List<String> types() {
        return types;
    }

    /** Whether its events only name what has changed: they have no version. */
    boolean isThin() {
        return thin;
    }

    /**
     * What a destination cannot change in its life: with another generation comes another one.
     *
     * @param secretsRevision raised to have another signing secret
     */
    public String generation(String secretsRevision) {
        return thin ? secretsRevision : secretsRevision + " " + API_VERSION;
    }

    List<String> sources() {
        return sources.stream().map(source -> source.text).sorted().toList();
    }

    static Optional<Webhook> named(String webhookName) {
        return Arrays.stream(values())
                .filter(webhook -> webhook.webhookName.equals(webhookName))
                .findFirst();
    }
}
