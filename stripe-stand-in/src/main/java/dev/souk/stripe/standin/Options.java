package dev.souk.stripe.standin;

import dev.souk.stripe.standin.webhook.Backoff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stand-in is started: {@code Options.inMemory().withFolder(…).withWebhook(…)}.
 *
 * @param preferredPort 0 for any free port; a port that is taken gives way to the next free one
 * @param folder where the state is kept between runs; null for not at all
 * @param webhook where events go; null for not yet known: they wait for {@link StripeStandIn#deliverTo}
 * @param webhookSecrets what signs the events; none for one that is made up once and kept
 * @param accountsWebhook where events of connected accounts go; null for not yet known
 * @param accountsWebhookSecrets what signs these
 * @param secretKey the one key that the API accepts
 * @param requestsPerSecond on each endpoint; 0 for no limit
 * @param backoff when a webhook is tried again
 * @param webhookTimeout how long an endpoint has to answer
 * @param bankDebitSettlesAfter how long the bank takes to decide a debit; null for until it is told to
 * @param seller the name on the payment page
 */
public record Options(
        int preferredPort,
        @Nullable Path folder,
        @Nullable URI webhook,
        List<String> webhookSecrets,
        @Nullable URI accountsWebhook,
        List<String> accountsWebhookSecrets,
        String secretKey,
        double requestsPerSecond,
        Clock clock,
        Backoff backoff,
        Duration webhookTimeout,
        @Nullable Duration bankDebitSettlesAfter,
        String seller) {

    public Options {
        webhookSecrets = List.copyOf(webhookSecrets);
        accountsWebhookSecrets = List.copyOf(accountsWebhookSecrets);
        if (preferredPort < 0 || preferredPort > 65_535) {
            throw new IllegalArgumentException("not a port: " + preferredPort);
        }
        if (!secretKey.startsWith("sk_test_")) {
            throw new IllegalArgumentException("a secret key of the stand-in begins with sk_test_");
        }
    }

    /** Any port, nothing kept, Stripe's 25 requests a second, the system's clock, quick retries. */
    public static Options inMemory() {
        return new Options(
                0,
                null,
                null,
                List.of(),
                null,
                List.of(),
                "sk_test_stand_in",
                25,
                Clock.systemUTC(),
                Backoff.quick(),
                Duration.ofSeconds(20),
                null,
                "Souk");
    }

    public Options withPreferredPort(int port) {
        return new Options(
                port,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withFolder(Path newFolder) {
        return new Options(
                preferredPort,
                newFolder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withWebhook(URI endpoint, String... secrets) {
        return new Options(
                preferredPort,
                folder,
                endpoint,
                List.of(secrets),
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withAccountsWebhook(URI endpoint, String... secrets) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                endpoint,
                List.of(secrets),
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withSecretKey(String key) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                key,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withRequestsPerSecond(double limit) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                limit,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withClock(Clock newClock) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                newClock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withRetries(Backoff newBackoff, Duration timeout) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                newBackoff,
                timeout,
                bankDebitSettlesAfter,
                seller);
    }

    public Options withBankDebitSettlingAfter(Duration delay) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                delay,
                seller);
    }

    public Options withSeller(String name) {
        return new Options(
                preferredPort,
                folder,
                webhook,
                webhookSecrets,
                accountsWebhook,
                accountsWebhookSecrets,
                secretKey,
                requestsPerSecond,
                clock,
                backoff,
                webhookTimeout,
                bankDebitSettlesAfter,
                name);
    }
}
