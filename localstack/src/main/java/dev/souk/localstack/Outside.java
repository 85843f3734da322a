package dev.souk.localstack;

import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.embedded.smtp.Inbox;
import dev.souk.lambda.config.Environment;
import dev.souk.local.home.Home;
import dev.souk.local.service.DatabaseService;
import dev.souk.local.service.IssuerService;
import dev.souk.local.service.Setting;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Souk stands on that LocalStack does not have: a database with the newest schema, an issuer, Stripe. As {@code make run} starts
 * them; with {@code DATABASE_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD} the database is one that runs already, and
 * {@code FUNCTIONS_DATABASE_URL} what functions call it when that is not the same.
 */
final class Outside implements AutoCloseable {
    private static final Duration BANK_DEBIT_TAKES = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Environment environment;
    private final Reach reach;
    private final DatabaseService database;
    private final EmbeddedIssuer issuer;
    private final StripeStandIn stripe;
    private final Inbox inbox;

    private Outside(Environment environment, Reach reach, Path data, Path cache) {
        this.environment = environment;
        this.reach = reach;
        Home home = begun(Home.take(data));
        Setting setting = new Setting(environment, home, cache, false, Duration.ofSeconds(30), true);
        database = begun(DatabaseService.start(setting));
        issuer = Objects.requireNonNull(
                begun(IssuerService.start(setting)).issuer(), "no other issuer gives tokens to anybody");
        stripe = begun(StripeStandIn.start(
                Options.inMemory().withBankDebitSettlingAfter(BANK_DEBIT_TAKES).withEventsOnOneLine()));
        inbox = begun(Inbox.start(data.resolve("mail"), 0));
        letIn(issuer.port());
        letIn(stripe.baseUrl().getPort());
        EmbeddedMariaDb ours = database.server();
        if (ours != null) {
            letIn(ours.port());
        }
    }

    /**
     * @param data the folder for what it writes; nothing of it is read again
     * @param cache where unpacked servers lie
     */
    static Outside start(Environment environment, Reach reach, Path data, Path cache) {
        return new Outside(environment, reach, data, cache);
    }

    private <T extends AutoCloseable> T begun(T part) {
        started.push(part);
        return part;
    }

    private void letIn(int port) {
        reach.open(port).ifPresent(this::begun);
    }

    /** What the template's functions have to be told, as settings of {@code infra-cdk}. */
    Map<String, Object> settings() {
        Map<String, String> variables = database.variables();
        return Map.of(
                "databaseUrl",
                environment.find("FUNCTIONS_DATABASE_URL").orElseGet(() -> reach.url(get(variables, "DATABASE_URL"))),
                "databaseUser",
                get(variables, "DATABASE_USER"),
                "databasePassword",
                get(variables, "DATABASE_PASSWORD"),
                "oidcIssuer",
                issuer.issuer().toString(),
                "oidcAudience",
                EmbeddedIssuer.AUDIENCE,
                "oidcJwksUri",
                reach.url(issuer.jwks().toString()),
                "oidcAdminClaim",
                EmbeddedIssuer.ADMIN_CLAIM,
                "oidcAdminValue",
                EmbeddedIssuer.ADMIN_VALUE,
                "stripeApiBase",
                reach.url(stripe.baseUrl().toString()));
    }

    private static String get(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).orElseThrow();
    }

    /** What Stripe gives the owner of a shop. */
    Map<String, String> stripeSecret() {
        return Map.of(
                "secret_key", stripe.secretKey(),
                "webhook_secrets", stripe.webhookSecret(),
                "accounts_webhook_secrets", stripe.accountsWebhookSecret());
    }

    EmbeddedIssuer issuer() {
        return issuer;
    }

    StripeStandIn stripe() {
        return stripe;
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.getLogger(Outside.class.getName()).log(System.Logger.Level.WARNING, "a service did not stop", e);
            }
        }
    }
}
