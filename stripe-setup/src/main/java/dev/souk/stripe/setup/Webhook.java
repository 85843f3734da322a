package dev.souk.stripe.setup;

import com.stripe.Stripe;
import dev.souk.lambda.stripe.EventTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What Stripe is to tell us, and where: an event destination each. */
public enum Webhook {
    /** Of the platform itself. */
    PAYMENTS("payments", "v1/webhooks/stripe"),
    /** Of sellers' accounts. */
    ACCOUNTS("accounts", "v1/webhooks/stripe/accounts"),
    /** Of sellers' money. */
    PAYOUTS("payouts", "v1/webhooks/stripe/accounts");

    /** The version of the events that this release reads: that of its stripe-java. */
    public static final String API_VERSION = Stripe.API_VERSION;

    /** Where something happens, as Stripe calls it: at the platform's account, and at those connected to it. */
    private static final String PLATFORM = "@self";

    private static final String SELLERS = "@accounts";

    private final String webhookName;
    private final String path;

    Webhook(String webhookName, String path) {
        this.webhookName = webhookName;
        this.path = path;
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
        return switch (this) {
            case PAYMENTS -> EventTypes.PAYMENTS;
            case ACCOUNTS -> EventTypes.ACCOUNTS;
            case PAYOUTS -> EventTypes.PAYOUTS;
        };
    }

    /** Whether its events only name what has changed: they have no version. */
    boolean isThin() {
        return this == ACCOUNTS;
    }

    /**
     * What a destination cannot change in its life: with another generation comes another one.
     *
     * @param secretsRevision raised to have another signing secret
     */
    public String generation(String secretsRevision) {
        return isThin() ? secretsRevision : secretsRevision + " " + API_VERSION;
    }

    /** Both for accounts: Stripe's reference leaves open which of them an account of v2 is when the platform made it. */
    List<String> sources() {
        return switch (this) {
            case PAYMENTS -> List.of(PLATFORM);
            case ACCOUNTS -> List.of(SELLERS, PLATFORM);
            case PAYOUTS -> List.of(SELLERS);
        };
    }

    static Optional<Webhook> named(String webhookName) {
        return Arrays.stream(values())
                .filter(webhook -> webhook.webhookName.equals(webhookName))
                .findFirst();
    }
}
