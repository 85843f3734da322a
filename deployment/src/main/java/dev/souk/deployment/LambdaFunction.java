package dev.souk.deployment;

import static dev.souk.deployment.Variable.*;
import static dev.souk.deployment.Variable.SELLER_WEBHOOKS_QUEUE_URL;
import static dev.souk.deployment.Variable.WEBHOOK_TARGETS;

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
    /** Profiles, stores and payout accounts, behind API Gateway. */
    USERS(
            "users",
            "functions-users",
            "dev.souk.users.UsersHandler",
            Size.API,
            null,
            Sets.DATABASE,
            Sets.API,
            Sets.STOREFRONT,
            Sets.STRIPE),
    /** Stripe's webhooks about sellers' accounts, from their queue. */
    ACCOUNT_WORKER(
            "worker-account-events",
            "functions-users",
            "dev.souk.users.AccountEventsHandler",
            Size.ACCOUNTS,
            WorkQueue.ACCOUNT_EVENTS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.STOREFRONT,
            Sets.STRIPE,
            Sets.ACCOUNT_WEBHOOKS),
    /** Called by a schedule: sends what a crash left in the outbox of users. */
    USERS_OUTBOX_SWEEPER(
            "users-outbox-sweeper",
            "functions-users",
            "dev.souk.users.OutboxSweeperHandler",
            Size.ACCOUNTS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX),
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
            Sets.TOLD,
            Sets.IMAGES,
            Sets.OUTBOX,
            Sets.FILES,
            Sets.SCANS,
            Sets.QUOTA),
    /** What the scan for malware said of uploaded files, from its queue. */
    FILE_SCANS_WORKER(
            "worker-file-scans",
            "functions-catalog",
            "dev.souk.catalog.FileScansHandler",
            Size.FEEDBACK,
            WorkQueue.FILE_SCANS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.TOLD,
            Sets.IMAGES,
            Sets.FILES,
            Sets.SCANS),
    /** Makes what is shown of images, from their queue. */
    IMAGES_WORKER(
            "worker-images",
            "functions-catalog",
            "dev.souk.catalog.ImagesHandler",
            Size.IMAGES,
            WorkQueue.IMAGES,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.TOLD,
            Sets.IMAGES,
            Sets.FILES,
            Sets.SCANS),
    /** Called by a schedule: sends what a crash left in the outbox of the catalogue. */
    CATALOG_OUTBOX_SWEEPER(
            "catalog-outbox-sweeper",
            "functions-catalog",
            "dev.souk.catalog.OutboxSweeperHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.TOLD,
            Sets.IMAGES,
            Sets.OUTBOX),
    /** Called by a schedule: deletes the catalogue's old idempotency keys, sent messages and unfinished uploads, and tells of files that nobody scans. */
    CATALOG_SWEEPER(
            "catalog-sweeper",
            "functions-catalog",
            "dev.souk.catalog.CatalogSweeperHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
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
            Sets.NEWS,
            Sets.REQUESTS,
            Sets.EXPORTS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.CHECKOUT,
            Sets.STRIPE),
    /** Opens the payment pages that could not be opened at once, from their queue. */
    ORDER_WORKER(
            "worker-order-requests",
            "functions-purchases",
            "dev.souk.purchases.OrderRequestsHandler",
            Size.PAGES,
            WorkQueue.ORDER_REQUESTS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.PAGES,
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
            Sets.NEWS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.STRIPE,
            Sets.WEBHOOKS),
    /** Called by a schedule: pays sellers, and brings refunds to their end. */
    SETTLEMENT(
            "settlement",
            "functions-purchases",
            "dev.souk.purchases.SettlementHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.STRIPE),
    /** Called by a schedule: ends orders that nobody paid, and asks again for payment pages. */
    ORDER_SWEEPER(
            "order-sweeper",
            "functions-purchases",
            "dev.souk.purchases.OrderSweeperHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.REQUESTS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.STRIPE),
    /** Called by a schedule: compares orders and payments with Stripe's record. */
    RECONCILER(
            "reconciler",
            "functions-purchases",
            "dev.souk.purchases.ReconcilerHandler",
            Size.COMPARISONS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.STRIPE),
    /** Called by a schedule: deletes old keys, sent messages, old events and expired exports of purchases. */
    PURCHASES_SWEEPER(
            "purchases-sweeper",
            "functions-purchases",
            "dev.souk.purchases.PurchasesSweeperHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.FILES),
    /** Writes what stores have sold into files, from the queue of wishes for that. */
    EXPORT_WORKER(
            "worker-exports",
            "functions-purchases",
            "dev.souk.purchases.ExportsHandler",
            Size.EXPORTS,
            WorkQueue.EXPORTS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.FILES,
            Sets.OUTBOX,
            Sets.EXPORTS,
            Sets.LINKS),
    /** Called by hand: sends parked events through again. */
    PARKED_EVENTS(
            "parked-events",
            "functions-purchases",
            "dev.souk.purchases.ParkedEventsHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.FULFILMENT,
            Sets.SETTLEMENT,
            Sets.STRIPE,
            Sets.WEBHOOKS),
    /** Called by a schedule: adds up what was sold by day and product. */
    SALES_ROLL_UP(
            "sales-roll-up",
            "functions-purchases",
            "dev.souk.purchases.SalesRollUpHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE),
    /** Called by a schedule: writes the mails about new versions, and sends what a crash left in the outbox. */
    OUTBOX_SWEEPER(
            "outbox-sweeper",
            "functions-purchases",
            "dev.souk.purchases.OutboxSweeperHandler",
            Size.PAYMENTS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.NEWS,
            Sets.REQUESTS,
            Sets.EXPORTS,
            Sets.LETTERS),
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
            Sets.DATABASE),
    /** Those who watch an order, behind API Gateway's WebSocket API. */
    LIVE("live", "functions-live", "dev.souk.live.LiveHandler", Size.LIVE, null, Sets.DATABASE, Sets.TOKENS),
    /** Tells those who watch an order that it has changed, from the queue of such changes. */
    LIVE_WORKER(
            "worker-live-updates",
            "functions-live",
            "dev.souk.live.LiveUpdatesHandler",
            Size.PUSHES,
            WorkQueue.LIVE_UPDATES,
            Sets.DATABASE,
            Sets.AWS,
            Sets.CONNECTIONS),
    /** What sellers want to be told of, and what they were told, behind API Gateway. */
    WEBHOOKS(
            "webhooks",
            "functions-webhooks",
            "dev.souk.webhooks.WebhooksHandler",
            Size.ENDPOINTS,
            null,
            Sets.DATABASE,
            Sets.API,
            Sets.AWS,
            Sets.TOLD,
            Sets.TARGETS),
    /** Tells sellers' programs what happened in their stores, from the queue of that. */
    SELLER_WEBHOOKS_WORKER(
            "worker-seller-webhooks",
            "functions-webhooks",
            "dev.souk.webhooks.SellerWebhooksHandler",
            Size.TELLING,
            WorkQueue.SELLER_WEBHOOKS,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.SEALS,
            Sets.TARGETS),
    /** Called by a schedule: tells sellers' programs again what they did not take, and forgets what is old. */
    WEBHOOK_SWEEPER(
            "webhook-sweeper",
            "functions-webhooks",
            "dev.souk.webhooks.WebhookSweeperHandler",
            Size.SWEEPS,
            null,
            Sets.DATABASE,
            Sets.AWS,
            Sets.OUTBOX,
            Sets.TOLD,
            Sets.SEALS,
            Sets.TARGETS),
    /** Called by a deployment, before the others change: brings tables and accounts of the database forward. */
    MIGRATIONS(
            "migrations",
            "schema",
            "dev.souk.schema.deploy.MigrationsHandler",
            Size.DEPLOYMENT,
            null,
            Sets.AWS,
            Sets.STORED_SECRETS,
            Sets.TABLES),
    /** Called by a deployment: looks at Stripe's key before the others change, and has Stripe send its webhooks once they can be taken. */
    STRIPE_SETUP(
            "stripe-setup",
            "stripe-setup",
            "dev.souk.stripe.setup.StripeSetupHandler",
            Size.SETUP,
            null,
            Sets.AWS,
            Sets.STORED_SECRETS,
            Sets.STRIPE_KEPT);

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

    /** Whether it asks the database, which is inside the stage's network: all of it that asks nobody else's is outside. */
    public boolean usesDatabase() {
        return variables.contains(DATABASE_URL);
    }

    /** The most instances there are at once: each holds a connection to the database, if it uses it. */
    public int mostInstances() {
        return size.mostInstances;
    }

    /** The queue that it works on; empty when something else calls it. */
    public Optional<WorkQueue> queue() {
        return Optional.ofNullable(queue);
    }

    /** How often a schedule calls it; empty when something else does. */
    public Optional<Duration> schedule() {
        return switch (this) {
            case OUTBOX_SWEEPER,
                    USERS_OUTBOX_SWEEPER,
                    CATALOG_OUTBOX_SWEEPER,
                    SETTLEMENT,
                    ORDER_SWEEPER,
                    SALES_ROLL_UP,
                    WEBHOOK_SWEEPER -> Optional.of(Duration.ofMinutes(1));
            case CATALOG_SWEEPER, PURCHASES_SWEEPER, RECONCILER -> Optional.of(Duration.ofHours(1));
            case USERS,
                    ACCOUNT_WORKER,
                    CATALOG,
                    FILE_SCANS_WORKER,
                    IMAGES_WORKER,
                    PURCHASES,
                    PAYMENT_WORKER,
                    ORDER_WORKER,
                    EXPORT_WORKER,
                    EMAIL_WORKER,
                    EMAIL_EVENTS_WORKER,
                    LIVE,
                    LIVE_WORKER,
                    WEBHOOKS,
                    SELLER_WEBHOOKS_WORKER,
                    PARKED_EVENTS,
                    MIGRATIONS,
                    STRIPE_SETUP -> Optional.empty();
        };
    }

    /** Whether only a deployment calls it: no buyer or seller waits for it, and where nothing is deployed it is not needed. */
    public boolean runsAtDeploy() {
        return this == MIGRATIONS || this == STRIPE_SETUP;
    }

    /** All others: those that Souk consists of, wherever it runs. */
    public static List<LambdaFunction> serving() {
        return Arrays.stream(values())
                .filter(function -> !function.runsAtDeploy())
                .toList();
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
        /** One at a time is enough: it takes what is due and goes on while there is time. */
        SWEEPS(Duration.ofMinutes(2), 1024, 1),
        /** Two together stay below what Stripe takes, and leave room for pages that are opened at once. */
        PAGES(Duration.ofSeconds(30), 1024, 2),
        /** Ten calls to Stripe a second; what is left is gone on with an hour later. */
        COMPARISONS(Duration.ofMinutes(10), 1024, 1),
        /** It works for a minute and leaves the rest to another call. */
        EXPORTS(Duration.ofMinutes(2), 1024, 2),
        /** Few events, and each may wait for Stripe. */
        ACCOUNTS(Duration.ofMinutes(1), 1024, 3),
        /** A mail server that does not answer costs ten seconds a message, and a batch has ten. */
        EMAILS(Duration.ofMinutes(2), 1024, 5),
        FEEDBACK(Duration.ofMinutes(1), 1024, 2),
        /** A whole processor, and room for the pixels of the largest image. */
        IMAGES(Duration.ofMinutes(1), 2048, 3),
        /** A few statements; a client that waits longer asks by HTTP. */
        LIVE(Duration.ofSeconds(10), 1024, 10),
        /** An API Gateway that does not answer costs five seconds a message. */
        PUSHES(Duration.ofMinutes(1), 1024, 2),
        /** Sellers set up few endpoints. */
        ENDPOINTS(Duration.ofSeconds(29), 1024, 5),
        /** Goes on for twenty seconds at an endpoint that has more to be told, and an attempt takes fifteen. */
        TELLING(Duration.ofMinutes(1), 1024, 10),
        /** As long as Lambda lets a function run: a large table takes its time. */
        DEPLOYMENT(Duration.ofMinutes(15), 1024, 1),
        /** A few calls to Stripe. */
        SETUP(Duration.ofMinutes(2), 1024, 3);

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
        static final List<Variable> API = List.of(
                OIDC_ISSUER,
                OIDC_AUDIENCE,
                OIDC_JWKS_URI,
                OIDC_ADMIN_CLAIM,
                OIDC_ADMIN_VALUE,
                CORS_ORIGINS,
                SOUK_SECRET);
        static final List<Variable> AWS = List.of(
                AWS_REGION,
                AWS_ACCESS_KEY_ID,
                AWS_SECRET_ACCESS_KEY,
                AWS_SESSION_TOKEN,
                AWS_ENDPOINT_URL_S3,
                AWS_ENDPOINT_URL_SQS,
                AWS_ENDPOINT_URL_SES);
        static final List<Variable> FILES = List.of(FILES_BUCKET);
        static final List<Variable> SCANS = List.of(FILE_SCAN);
        static final List<Variable> QUOTA = List.of(SELLER_QUOTA_BYTES);
        static final List<Variable> TOKENS =
                List.of(OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI, OIDC_ADMIN_CLAIM, OIDC_ADMIN_VALUE);
        static final List<Variable> OUTBOX = List.of(EMAILS_QUEUE_URL);
        static final List<Variable> TOLD = List.of(SELLER_WEBHOOKS_QUEUE_URL);
        static final List<Variable> IMAGES = List.of(IMAGES_QUEUE_URL);
        static final List<Variable> SEALS = List.of(SOUK_SECRET);
        static final List<Variable> TARGETS = List.of(WEBHOOK_TARGETS);
        static final List<Variable> NEWS = List.of(LIVE_UPDATES_QUEUE_URL, SELLER_WEBHOOKS_QUEUE_URL);
        static final List<Variable> CONNECTIONS = List.of(CONNECTIONS_URL);
        static final List<Variable> REQUESTS = List.of(ORDER_REQUESTS_QUEUE_URL);
        static final List<Variable> EXPORTS = List.of(EXPORTS_QUEUE_URL);
        static final List<Variable> LINKS = List.of(SOUK_SECRET, STOREFRONT_URL);
        static final List<Variable> CHECKOUT = List.of(PLATFORM_FEE_BASIS_POINTS, STRIPE_TAX);
        static final List<Variable> PAGES = List.of(SOUK_SECRET, STOREFRONT_URL, STRIPE_TAX, ORDER_PAGES_PER_SECOND);
        static final List<Variable> STOREFRONT = List.of(STOREFRONT_URL);
        static final List<Variable> LETTERS = List.of(SOUK_SECRET, STOREFRONT_URL, API_URL);
        static final List<Variable> ACCOUNT_WEBHOOKS = List.of(STRIPE_ACCOUNTS_WEBHOOK_SECRETS);
        static final List<Variable> FULFILMENT =
                List.of(SOUK_SECRET, STOREFRONT_URL, DOWNLOAD_LIMIT, TRANSFER_HOLD_DAYS);
        static final List<Variable> SETTLEMENT = List.of(DISPUTE_ACCESS);
        static final List<Variable> STRIPE = List.of(STRIPE_SECRET_KEY, STRIPE_API_BASE, STRIPE_READ_MILLIS);
        static final List<Variable> WEBHOOKS = List.of(STRIPE_WEBHOOK_SECRETS);
        static final List<Variable> STORED_SECRETS = List.of(AWS_ENDPOINT_URL_SECRETS_MANAGER);
        static final List<Variable> STRIPE_KEPT = List.of(STRIPE_SECRET, STRIPE_API_BASE);
        static final List<Variable> TABLES = List.of(DATABASE_URL, DATABASE_ADMIN_SECRET, DATABASE_ACCOUNT_SECRETS);
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
