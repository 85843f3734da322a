package dev.souk.deployment;

import static dev.souk.deployment.Variable.*;

import dev.souk.model.message.WorkQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function of Souk: what Lambda has to know of it. */
public enum LambdaFunction {
    /** Profiles and stores, behind API Gateway. */
    USERS("users", "functions-users", "dev.souk.users.UsersHandler", Size.API, null, Sets.DATABASE, Sets.API),
    /** Products and files, behind API Gateway. */
    CATALOG(
            "catalog",
            "functions-catalog",
            "dev.souk.catalog.CatalogHandler",
            Size.API,
            null,
            Sets.DATABASE,
            Sets.API,
            Sets.AWS,
            Sets.FILES),
    /** Orders, purchases and downloads, behind API Gateway. */
    PURCHASES(
            "purchases",
            "functions-purchases",
            "dev.souk.purchases.PurchasesHandler",
            Size.API,
            null,
            Sets.DATABASE,
            Sets.API,
            Sets.AWS,
            Sets.FILES,
            Sets.OUTBOX,
            Sets.FULFILMENT,
            Sets.STRIPE),
    /** Stripe's webhooks, from their queue. */
    PAYMENT_WORKER(
            "worker-payment-events",
            "functions-purchases",
            "dev.souk.purchases.PaymentEventsHandler",
            Size.PAYMENTS,
            WorkQueue.PAYMENT_EVENTS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.FULFILMENT,
            Sets.WEBHOOKS),
    /** Called by a schedule: sends what a crash left in the outbox. */
    OUTBOX_SWEEPER(
            "outbox-sweeper",
            "functions-purchases",
            "dev.souk.purchases.OutboxSweeperHandler",
            Size.PAYMENTS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX),
    /** Receipts and notices, from their queue. */
    EMAIL_WORKER(
            "worker-emails",
            "functions-email",
            "dev.souk.email.EmailHandler",
            Size.EMAILS,
            WorkQueue.EMAILS,
            Sets.DATABASE,
            Sets.MAIL),
    /** Bounces and complaints, from their queue. */
    EMAIL_EVENTS_WORKER(
            "worker-email-events",
            "functions-email",
            "dev.souk.email.EmailEventsHandler",
            Size.FEEDBACK,
            WorkQueue.EMAIL_EVENTS,
            Sets.DATABASE);

    private final String functionName;
    private final String artifact;
    private final String handler;
    private final Size size;
    private final @Nullable WorkQueue queue;

    @SuppressWarnings("ImmutableEnumChecker") // It is an unmodifiable one.
    private final Set<Variable> variables;

    @SafeVarargs
    LambdaFunction(
            String functionName,
            String artifact,
            String handler,
            Size size,
            @Nullable WorkQueue queue,
            List<Variable>... variables) {
        this.functionName = functionName;
        this.artifact = artifact;
        this.handler = handler;
        this.size = size;
        this.queue = queue;
        EnumSet<Variable> all = EnumSet.noneOf(Variable.class);
        Arrays.stream(variables).forEach(all::addAll);
        this.variables = Collections.unmodifiableSet(all);
    }

    /** As the contract ({@code x-souk-function}), the logs and the local run call it: {@code users}, {@code worker-emails}. */
    public String functionName() {
        return functionName;
    }

    /** The module that it is packaged from; its package is {@code <artifact>/target/<artifact>.zip}. */
    public String artifact() {
        return artifact;
    }

    /** The name of its handler's class. */
    public String handler() {
        return handler;
    }

    /** After so long it is killed. */
    public Duration timeout() {
        return size.timeout;
    }

    public int memoryMegabytes() {
        return size.memoryMegabytes;
    }

    /** The most instances there are at once: each holds a connection to the database. */
    public int mostInstances() {
        return size.mostInstances;
    }

    /** The queue that it works on; empty when something else calls it. */
    public Optional<WorkQueue> queue() {
        return Optional.ofNullable(queue);
    }

    /** What it reads of its environment, and nothing else. */
    public Set<Variable> variables() {
        return variables;
    }

    /** The function of that name. */
    public static Optional<LambdaFunction> named(String functionName) {
        return Arrays.stream(values())
                .filter(function -> function.functionName.equals(functionName))
                .findFirst();
    }

    /** The function that works on a queue. */
    public static LambdaFunction workerOf(WorkQueue queue) {
        return Arrays.stream(values())
                .filter(function -> function.queue == queue)
                .findFirst()
                .orElseThrow();
    }

    private enum Size {
        /** API Gateway waits 29 seconds and no longer. */
        API(Duration.ofSeconds(29), 1024, 40),
        PAYMENTS(Duration.ofMinutes(1), 1024, 10),
        /** A mail server that does not answer costs ten seconds a message, and a batch has ten. */
        EMAILS(Duration.ofMinutes(2), 1024, 5),
        FEEDBACK(Duration.ofMinutes(1), 1024, 2);

        private final Duration timeout;
        private final int memoryMegabytes;
        private final int mostInstances;

        Size(Duration timeout, int memoryMegabytes, int mostInstances) {
            this.timeout = timeout;
            this.memoryMegabytes = memoryMegabytes;
            this.mostInstances = mostInstances;
        }
    }

    /** What goes together. A class of its own: an enum's constants are made before its static fields. */
    private static final class Sets {
        static final List<Variable> DATABASE = List.of(
                DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, DATABASE_CONNECTIONS, DATABASE_PATIENCE_SECONDS);
        static final List<Variable> API = List.of(OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI, CORS_ORIGINS, SOUK_SECRET);
        static final List<Variable> AWS = List.of(
                AWS_REGION,
                AWS_ACCESS_KEY_ID,
                AWS_SECRET_ACCESS_KEY,
                AWS_SESSION_TOKEN,
                AWS_ENDPOINT_URL_S3,
                AWS_ENDPOINT_URL_SQS,
                AWS_ENDPOINT_URL_SES);
        static final List<Variable> FILES = List.of(FILES_BUCKET);
        static final List<Variable> OUTBOX = List.of(EMAILS_QUEUE_URL);
        static final List<Variable> FULFILMENT = List.of(SOUK_SECRET, STOREFRONT_URL, DOWNLOAD_LIMIT);
        static final List<Variable> STRIPE = List.of(STRIPE_SECRET_KEY, STRIPE_API_BASE, STRIPE_READ_MILLIS);
        static final List<Variable> WEBHOOKS = List.of(STRIPE_WEBHOOK_SECRETS);
        static final List<Variable> MAIL = List.of(
                MAIL_FROM,
                MAIL_TRANSPORT,
                SMTP_URL,
                SES_CONFIGURATION_SET,
                AWS_REGION,
                AWS_ACCESS_KEY_ID,
                AWS_SECRET_ACCESS_KEY,
                AWS_SESSION_TOKEN,
                AWS_ENDPOINT_URL_S3,
                AWS_ENDPOINT_URL_SQS,
                AWS_ENDPOINT_URL_SES);
    }
}
