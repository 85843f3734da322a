package dev.souk.test;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.embedded.s3.EmbeddedS3;
import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.model.message.WorkQueue;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The real services that tests talk to: one of each a JVM, stopped when it ends. Each that is started leaves its name in
 * {@code target/real-services.txt}, from which the test run says what it ran against.
 */
public final class RealServices {
    /** The bucket that {@link #s3} holds from the start. */
    public static final String BUCKET = "souk-files";

    /** Longer than any test takes: a message that a test received stays with it. */
    private static final Duration VISIBILITY = Duration.ofMinutes(2);

    private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();

    private RealServices() {}

    /** SQS with every {@link WorkQueue} and its dead letters, in memory. All tests of this JVM share it. */
    public static EmbeddedSqs sqs() {
        return Sqs.STARTED;
    }

    /** S3 with the bucket {@value #BUCKET}. All tests of this JVM share it: their keys have to differ. */
    public static EmbeddedS3 s3() {
        return S3.STARTED;
    }

    /** An OpenID Connect issuer. All tests of this JVM share it: whoever rotates its keys does so for all. */
    public static EmbeddedIssuer issuer() {
        return Issuer.STARTED;
    }

    /** SMTP for every address. All tests of this JVM share it: look for mail by an address that no other test writes to. */
    public static Inbox inbox() {
        return Mail.STARTED;
    }

    /** The Stripe stand-in, without a limit on requests; its events wait until a test says where they go. */
    public static StripeStandIn stripe() {
        return Stripe.STARTED;
    }

    /** Every work queue as a definition that SQS starts with, for a test that wants an SQS of its own. */
    public static List<QueueDefinition> workQueues(Duration visibility) {
        return Arrays.stream(WorkQueue.values())
                .map(queue -> new QueueDefinition(queue.queueName(), visibility, queue.maxReceives()))
                .toList();
    }

    /** The variables that lead a function to {@link #sqs} and {@link #s3}; starts both. */
    public static Map<String, String> awsVariables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", sqs().region());
        variables.put("AWS_ACCESS_KEY_ID", s3().accessKey());
        variables.put("AWS_SECRET_ACCESS_KEY", s3().secretKey());
        variables.put("AWS_ENDPOINT_URL_SQS", sqs().endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_S3", s3().endpoint().toString());
        variables.put("FILES_BUCKET", BUCKET);
        for (WorkQueue queue : WorkQueue.values()) {
            variables.put(
                    queue.name() + "_QUEUE_URL",
                    sqs().queueUrl(queue.queueName()).toString());
        }
        return Map.copyOf(variables);
    }

    /** Starts a service, has it stopped at the end of the JVM, and writes its name down. */
    static <T extends AutoCloseable> T started(String name, Supplier<T> start) {
        T service = start.get();
        JvmShutdown.close(service);
        note(name);
        return service;
    }

    /** Writes down that the tests of this module talk to a service that one of them starts by itself. */
    public static void note(String name) {
        if (!NOTED.add(name)) {
            return;
        }
        try {
            Path list = Path.of("target", "real-services.txt");
            Files.createDirectories(list.getParent());
            Files.writeString(list, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where unpacked servers are kept between runs. */
    static Path cache() {
        return Path.of(System.getProperty("souk.cache", "target/cache"));
    }

    /** The variables that make a function take the tokens of {@link #issuer}; starts it. */
    public static Map<String, String> issuerVariables() {
        return Map.of(
                "OIDC_ISSUER", issuer().issuer().toString(),
                "OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE,
                "OIDC_ADMIN_CLAIM", EmbeddedIssuer.ADMIN_CLAIM,
                "OIDC_ADMIN_VALUE", EmbeddedIssuer.ADMIN_VALUE);
    }

    /** The variables that lead a function to {@link #stripe}; starts it. */
    public static Map<String, String> stripeVariables() {
        return Map.of(
                "STRIPE_SECRET_KEY", stripe().secretKey(),
                "STRIPE_API_BASE", stripe().baseUrl().toString(),
                "STRIPE_WEBHOOK_SECRETS", stripe().webhookSecret(),
                "STRIPE_ACCOUNTS_WEBHOOK_SECRETS", stripe().accountsWebhookSecret());
    }

    /** The variables that have a function send its mail to {@link #inbox}; starts it. */
    public static Map<String, String> mailVariables() {
        return Map.of(
                "MAIL_FROM", "souk@example.com",
                "MAIL_TRANSPORT", "smtp",
                "SMTP_URL", "smtp://127.0.0.1:" + inbox().port());
    }

    private static final class Sqs {
        static final EmbeddedSqs STARTED =
                started("SQS (ElasticMQ)", () -> EmbeddedSqs.inMemory(0, workQueues(VISIBILITY)));
    }

    private static final class S3 {
        static final EmbeddedS3 STARTED = started(
                "S3 (S3Proxy)", () -> EmbeddedS3.start(JvmShutdown.temporaryFolder("souk-s3-"), 0, List.of(BUCKET)));
    }

    private static final class Issuer {
        static final EmbeddedIssuer STARTED = started("OIDC (mock-oauth2-server)", () -> EmbeddedIssuer.start(0));
    }

    private static final class Mail {
        static final Inbox STARTED =
                started("SMTP (SubEthaSMTP)", () -> Inbox.start(JvmShutdown.temporaryFolder("souk-mail-"), 0));
    }

    private static final class Stripe {
        static final StripeStandIn STARTED = started(
                "Stripe stand-in", () -> StripeStandIn.start(Options.inMemory().withRequestsPerSecond(0)));
    }
}
