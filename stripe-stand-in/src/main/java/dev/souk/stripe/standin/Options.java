package dev.souk.stripe.standin;

import dev.souk.stripe.standin.payment.Rules;
import dev.souk.stripe.standin.webhook.Backoff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a stand-in is started: {@code Options.inMemory().withFolder(…).withWebhook(…)}. It never changes. */
public final class Options {
    private int preferredPort;
    private @Nullable Path folder;
    private @Nullable URI webhook;
    private List<String> webhookSecrets = List.of();
    private @Nullable URI accountsWebhook;
    private List<String> accountsWebhookSecrets = List.of();
    private String secretKey = "sk_test_stand_in";
    private double requestsPerSecond = 25;
    private Clock clock = Clock.systemUTC();
    private Backoff backoff = Backoff.quick();
    private Duration webhookTimeout = Duration.ofSeconds(20);
    private @Nullable Duration bankDebitSettlesAfter;
    private String seller = "Souk";
    private Rules rules = Rules.standard();
    private OptionalLong seed = OptionalLong.empty();
    private boolean byHand;
    private @Nullable BiConsumer<String, String> sink;
    private boolean onOneLine;

    private Options() {}

    /** Any port, nothing kept, Stripe's 25 requests a second, the system's clock, quick retries, Stripe's fees. */
    public static Options inMemory() {
        return new Options();
    }

    private Options with(Consumer<Options> change) {
        Options copy = new Options();
        copy.preferredPort = preferredPort;
        copy.folder = folder;
        copy.webhook = webhook;
        copy.webhookSecrets = webhookSecrets;
        copy.accountsWebhook = accountsWebhook;
        copy.accountsWebhookSecrets = accountsWebhookSecrets;
        copy.secretKey = secretKey;
        copy.requestsPerSecond = requestsPerSecond;
        copy.clock = clock;
        copy.backoff = backoff;
        copy.webhookTimeout = webhookTimeout;
        copy.bankDebitSettlesAfter = bankDebitSettlesAfter;
        copy.seller = seller;
        copy.rules = rules;
        copy.seed = seed;
        copy.byHand = byHand;
        copy.sink = sink;
        copy.onOneLine = onOneLine;
        change.accept(copy);
        return copy;
    }

    /** @param port 0 for any free port; a port that is taken gives way to the next free one */
    public Options withPreferredPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        return with(copy -> copy.preferredPort = port);
    }

    /** Where the state is kept between runs. */
    public Options withFolder(Path newFolder) {
        return with(copy -> copy.folder = newFolder);
    }

    /**
     * Where events go. Without it they wait for {@link StripeStandIn#deliverTo}.
     *
     * @param secrets what signs the events; none for one that is made up once and kept
     */
    public Options withWebhook(URI endpoint, String... secrets) {
        List<String> copied = List.of(secrets);
        return with(copy -> {
            copy.webhook = endpoint;
            copy.webhookSecrets = copied;
        });
    }

    /**
     * Where events of connected accounts go. Without it they wait for {@link StripeStandIn#deliverAccountsTo}.
     *
     * @param secrets what signs these; none for one that is made up once and kept
     */
    public Options withAccountsWebhook(URI endpoint, String... secrets) {
        List<String> copied = List.of(secrets);
        return with(copy -> {
            copy.accountsWebhook = endpoint;
            copy.accountsWebhookSecrets = copied;
        });
    }

    /** The one key that the API accepts. */
    public Options withSecretKey(String key) {
        if (!key.startsWith("sk_test_")) {
            throw new IllegalArgumentException("a secret key of the stand-in begins with sk_test_");
        }
        return with(copy -> copy.secretKey = key);
    }

    /** @param limit on each endpoint; 0 for none */
    public Options withRequestsPerSecond(double limit) {
        return with(copy -> copy.requestsPerSecond = limit);
    }

    public Options withClock(Clock newClock) {
        return with(copy -> copy.clock = newClock);
    }

    /**
     * @param newBackoff when a webhook is tried again
     * @param timeout how long an endpoint has to answer
     */
    public Options withRetries(Backoff newBackoff, Duration timeout) {
        return with(copy -> {
            copy.backoff = newBackoff;
            copy.webhookTimeout = timeout;
        });
    }

    /** How long a bank takes to decide on a debit, or on a refund of one. Without it, it decides when it is told to. */
    public Options withBankDebitSettlingAfter(Duration delay) {
        return with(copy -> copy.bankDebitSettlesAfter = delay);
    }

    /** The name on the payment page. */
    public Options withSeller(String name) {
        return with(copy -> copy.seller = name);
    }

    /** Fees, taxes and delays. */
    public Options withRules(Rules newRules) {
        return with(copy -> copy.rules = newRules);
    }

    /** The same ids in the same order for the same calls. Secrets are made up all the same: give them. */
    public Options withSeed(long newSeed) {
        return with(copy -> copy.seed = OptionalLong.of(newSeed));
    }

    /**
     * Nothing happens by itself: sessions expire, banks decide and webhooks go out in {@link StripeStandIn#runDue}, on the
     * thread that calls it, one after the other.
     */
    public Options drivenByHand() {
        return with(copy -> copy.byHand = true);
    }

    /**
     * Events are handed over instead of posted, those of all endpoints. Who throws gets the event again later.
     *
     * @param newSink takes the raw body and the header {@code Stripe-Signature}
     * @param secrets what signs the events; none for one that is made up
     */
    public Options withWebhookSink(BiConsumer<String, String> newSink, String... secrets) {
        List<String> copied = List.of(secrets);
        return with(copy -> {
            copy.sink = newSink;
            copy.webhook = URI.create("sink:/");
            copy.webhookSecrets = copied;
        });
    }

    /**
     * Events are posted as Python would write them again, and signed like that. Stripe indents them; but LocalStack's Lambda reads JSON
     * that it finds on a queue and hands functions what it makes of it, of which no signature would be right.
     */
    public Options withEventsOnOneLine() {
        return with(copy -> copy.onOneLine = true);
    }

    int preferredPort() {
        return preferredPort;
    }

    @Nullable
    Path folder() {
        return folder;
    }

    @Nullable
    URI webhook() {
        return webhook;
    }

    List<String> webhookSecrets() {
        return webhookSecrets;
    }

    @Nullable
    URI accountsWebhook() {
        return accountsWebhook;
    }

    List<String> accountsWebhookSecrets() {
        return accountsWebhookSecrets;
    }

    String secretKey() {
        return secretKey;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    Clock clock() {
        return clock;
    }

    Backoff backoff() {
        return backoff;
    }

    Duration webhookTimeout() {
        return webhookTimeout;
    }

    @Nullable
    Duration bankDebitSettlesAfter() {
        return bankDebitSettlesAfter;
    }

    String seller() {
        return seller;
    }

    Rules rules() {
        return rules;
    }

    boolean isDrivenByHand() {
        return byHand;
    }

    @Nullable
    BiConsumer<String, String> sink() {
        return sink;
    }

    boolean areEventsOnOneLine() {
        return onOneLine;
    }

    OptionalLong seed() {
        return seed;
    }
}
