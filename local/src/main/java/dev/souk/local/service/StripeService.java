package dev.souk.local.service;

import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who takes the money: the stand-in, or Stripe itself in test mode with {@code STRIPE_SECRET_KEY=sk_test_…}. */
public final class StripeService implements Service {
    /** Days at a real bank; here it should be seen while one looks. */
    private static final Duration BANK_DEBIT_TAKES = Duration.ofSeconds(15);

    private final Map<String, String> variables;
    private final @Nullable StripeStandIn standIn;

    private StripeService(Map<String, String> variables, @Nullable StripeStandIn standIn) {
        this.variables = Map.copyOf(variables);
        this.standIn = standIn;
    }

    /** @throws IllegalStateException when the key is a live one, or nobody said what signs the webhooks */
    public static StripeService start(Setting setting) {
        if (setting.isSet("STRIPE_SECRET_KEY")) {
            return theirs(setting);
        }
        Options options = Options.inMemory()
                .withPreferredPort(setting.preferredPort(Port.STRIPE))
                .withBankDebitSettlingAfter(BANK_DEBIT_TAKES);
        StripeStandIn standIn = StripeStandIn.start(
                setting.kept() ? options.withFolder(setting.home().folder().resolve("stripe")) : options);
        URI base = standIn.baseUrl();
        setting.listensAt(Port.STRIPE, base.getPort());
        return new StripeService(
                Map.of(
                        "STRIPE_SECRET_KEY", standIn.secretKey(),
                        "STRIPE_API_BASE", base.toString(),
                        "STRIPE_WEBHOOK_SECRETS", standIn.webhookSecret(),
                        "STRIPE_ACCOUNTS_WEBHOOK_SECRETS", standIn.accountsWebhookSecret()),
                standIn);
    }

    private static StripeService theirs(Setting setting) {
        String key = setting.environment().get("STRIPE_SECRET_KEY");
        if (!key.startsWith("sk_test_") && !key.startsWith("rk_test_")) {
            throw new IllegalStateException("STRIPE_SECRET_KEY is not a test key: a local run takes no real money.");
        }
        if (!setting.isSet("STRIPE_WEBHOOK_SECRETS")) {
            throw new IllegalStateException(
                    "STRIPE_SECRET_KEY is set, so STRIPE_WEBHOOK_SECRETS is needed too: it is what"
                            + " `stripe listen --print-secret` prints.");
        }
        Map<String, String> variables = new HashMap<>();
        variables.put("STRIPE_SECRET_KEY", key);
        String secrets = setting.environment().get("STRIPE_WEBHOOK_SECRETS");
        variables.put("STRIPE_WEBHOOK_SECRETS", secrets);
        // `stripe listen` signs all that it forwards with one secret.
        variables.put(
                "STRIPE_ACCOUNTS_WEBHOOK_SECRETS",
                setting.environment().find("STRIPE_ACCOUNTS_WEBHOOK_SECRETS").orElse(secrets));
        setting.environment().find("STRIPE_API_BASE").ifPresent(base -> variables.put("STRIPE_API_BASE", base));
        return new StripeService(variables, null);
    }

    /** The stand-in, when it is ours. */
    public @Nullable StripeStandIn standIn() {
        return standIn;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public String where() {
        return variables.getOrDefault("STRIPE_API_BASE", "https://api.stripe.com");
    }

    @Override
    public boolean isOurs() {
        return standIn != null;
    }

    @Override
    public void close() {
        if (standIn != null) {
            standIn.close();
        }
    }
}
