package dev.souk.purchases;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.AccessTokens;
import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.http.Cors;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.outbox.SellerEvents;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.model.Money;
import dev.souk.model.message.WorkQueue;
import dev.souk.purchases.analytics.Analytics;
import dev.souk.purchases.analytics.Views;
import dev.souk.purchases.checkout.Checkout;
import dev.souk.purchases.checkout.OrderRequests;
import dev.souk.purchases.checkout.PageOpening;
import dev.souk.purchases.checkout.StripePaymentPages;
import dev.souk.purchases.checkout.Tax;
import dev.souk.purchases.dispute.DisputeFile;
import dev.souk.purchases.download.Downloads;
import dev.souk.purchases.download.S3FileLinks;
import dev.souk.purchases.library.Library;
import dev.souk.purchases.money.DisputeAccess;
import dev.souk.purchases.money.DisputeBooks;
import dev.souk.purchases.money.PaymentRecords;
import dev.souk.purchases.money.RefundBooks;
import dev.souk.purchases.money.RefundLetters;
import dev.souk.purchases.money.Sales;
import dev.souk.purchases.money.Settlement;
import dev.souk.purchases.money.Standing;
import dev.souk.purchases.money.StripeCalls;
import dev.souk.purchases.money.StripePaymentRecords;
import dev.souk.purchases.money.StripeTransferRecords;
import dev.souk.purchases.money.TransferBooks;
import dev.souk.purchases.payment.ChargeLooks;
import dev.souk.purchases.payment.Payments;
import dev.souk.purchases.payout.Balances;
import dev.souk.purchases.payout.Payouts;
import dev.souk.purchases.reconcile.PaymentLooks;
import dev.souk.purchases.reconcile.Reconciler;
import dev.souk.purchases.reconcile.StripePaymentHistory;
import dev.souk.purchases.reconcile.TakenEvents;
import dev.souk.purchases.refund.Refunding;
import dev.souk.purchases.refund.StripeRefundDesk;
import dev.souk.purchases.sales.ReceiptDesk;
import dev.souk.purchases.sales.StoreSales;
import dev.souk.purchases.sales.export.ExportDesk;
import dev.souk.purchases.sales.export.ExportLinks;
import dev.souk.purchases.sweep.OrderSweeper;
import dev.souk.purchases.sweep.StripePageRecords;
import dev.souk.purchases.sweep.WaitingMails;
import dev.souk.purchases.version.NewVersions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wiring of this function's handlers. Each handler asks for what it needs, and the start fails by name when a variable for that is
 * missing; no connection is opened here.
 */
public final class PurchasesRuntime {
    private static final int DOWNLOADS = 100;
    private static final int MOST_DOWNLOADS = 1_000_000;
    private static final int MOST_HOLD_DAYS = 90;
    private static final int PAGES_PER_SECOND = 8;
    private static final int MOST_PAGES_PER_SECOND = 100;
    /** Longer than the function may run: API Gateway waits 29 seconds. */
    private static final Duration KEY_LOCK = Duration.ofSeconds(40);
    /** Ten calls a second are left to the reconciler of the hundred that Stripe allows all of us. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);

    private final Environment environment;
    private final Clock clock;
    private final IdSource ids;
    private final Log log;
    private final Database database;
    private final AwsSettings aws;
    private final Optional<QueueSender> queues;
    private final Pauses pauses;
    private final Outbox outbox;

    private PurchasesRuntime(
            Environment environment,
            Clock clock,
            IdSource ids,
            Log log,
            Database database,
            Optional<QueueSender> queues,
            Pauses pauses) {
        this.environment = environment;
        this.clock = clock;
        this.ids = ids;
        this.log = log;
        this.database = database;
        this.aws = AwsSettings.from(environment);
        this.queues = queues;
        this.pauses = pauses;
        this.outbox = outbox(Map.of(
                WorkQueue.EMAILS,
                environment.uri("EMAILS_QUEUE_URL"),
                WorkQueue.LIVE_UPDATES,
                environment.uri("LIVE_UPDATES_QUEUE_URL"),
                WorkQueue.SELLER_WEBHOOKS,
                environment.uri("SELLER_WEBHOOKS_QUEUE_URL")));
    }

    /** @throws MissingVariable naming what is not set */
    public static PurchasesRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("purchases"));
    }

    /** The same with a clock and a log of the caller's. */
    public static PurchasesRuntime from(Environment environment, Clock clock, Log log) {
        return new PurchasesRuntime(
                environment,
                clock,
                IdSource.uuidV7(clock),
                log,
                new Database(DatabaseSettings.from(environment)),
                Optional.empty(),
                Pauses.REAL);
    }

    /** The same with ids, a database, queues and a way to wait of the caller's too. */
    public static PurchasesRuntime from(
            Environment environment,
            Clock clock,
            IdSource ids,
            Log log,
            Database database,
            QueueSender queues,
            Pauses pauses) {
        return new PurchasesRuntime(environment, clock, ids, log, database, Optional.of(queues), pauses);
    }

    Log log() {
        return log;
    }

    /** Sends requests for payment pages too. */
    Outbox outbox() {
        return outbox(Map.of(
                WorkQueue.EMAILS,
                environment.uri("EMAILS_QUEUE_URL"),
                WorkQueue.LIVE_UPDATES,
                environment.uri("LIVE_UPDATES_QUEUE_URL"),
                WorkQueue.SELLER_WEBHOOKS,
                environment.uri("SELLER_WEBHOOKS_QUEUE_URL"),
                WorkQueue.ORDER_REQUESTS,
                environment.uri("ORDER_REQUESTS_QUEUE_URL")));
    }

    /** Sends everything that this module ever puts into its outbox. */
    Outbox sweptOutbox() {
        return outbox(Map.of(
                WorkQueue.EMAILS,
                environment.uri("EMAILS_QUEUE_URL"),
                WorkQueue.LIVE_UPDATES,
                environment.uri("LIVE_UPDATES_QUEUE_URL"),
                WorkQueue.SELLER_WEBHOOKS,
                environment.uri("SELLER_WEBHOOKS_QUEUE_URL"),
                WorkQueue.ORDER_REQUESTS,
                environment.uri("ORDER_REQUESTS_QUEUE_URL"),
                WorkQueue.EXPORTS,
                environment.uri("EXPORTS_QUEUE_URL")));
    }

    private Outbox outbox(Map<WorkQueue, URI> urls) {
        return new Outbox("purchases_outbox", database, sender(urls), clock, log);
    }

    private QueueSender sender(Map<WorkQueue, URI> urls) {
        return queues.orElseGet(() -> new SqsSender(aws, urls, log));
    }

    TokenVerifier tokens() {
        return new AccessTokens(
                "purchases_token_uses", database, new OidcTokenVerifier(OidcSettings.from(environment), clock), clock);
    }

    Cors cors() {
        return Cors.from(environment);
    }

    Cursors cursors() {
        return new Cursors(environment.secret("SOUK_SECRET"));
    }

    IdempotencyKeys idempotencyKeys() {
        return idempotencyKeys(database, ids, clock);
    }

    static IdempotencyKeys idempotencyKeys(Database database, IdSource ids, Clock clock) {
        return new IdempotencyKeys("purchases_idempotency_keys", database, ids, clock, KEY_LOCK);
    }

    PurchaseLinks links() {
        return links(Optional.empty());
    }

    private PurchaseLinks links(Optional<URI> api) {
        return new PurchaseLinks(environment.secret("SOUK_SECRET"), environment.uri("STOREFRONT_URL"), api);
    }

    Checkout checkout() {
        StripeSettings settings = StripeSettings.from(environment);
        Outbox requests = outbox();
        return new Checkout(
                database,
                pageOpening(settings.impatient(), requests),
                fulfilment(),
                requests,
                links(),
                environment.number("PLATFORM_FEE_BASIS_POINTS", 0, 0, Money.WHOLE),
                clock,
                log);
    }

    OrderRequests orderRequests() {
        return new OrderRequests(
                database,
                pageOpening(StripeSettings.from(environment), outbox),
                environment.number("ORDER_PAGES_PER_SECOND", PAGES_PER_SECOND, 1, MOST_PAGES_PER_SECOND),
                pauses,
                log);
    }

    private PageOpening pageOpening(StripeSettings settings, Outbox to) {
        PurchaseLinks links = links();
        Tax tax = environment
                .find("STRIPE_TAX")
                .map(_ -> environment.parsed("STRIPE_TAX", Tax::of, "off, exclusive or inclusive"))
                .orElse(Tax.OFF);
        return new PageOpening(
                database,
                new StripePaymentPages(new StripeCalls(settings), links, tax),
                new OrderMails(to),
                new OrderNews(to, ids),
                to,
                links,
                ids,
                clock);
    }

    Payments payments() {
        List<Secret> secrets = environment.list("STRIPE_WEBHOOK_SECRETS").stream()
                .map(Secret::new)
                .toList();
        environment.get("STRIPE_WEBHOOK_SECRETS");
        return payments(secrets, stripe());
    }

    private Payments payments(List<Secret> webhookSecrets, StripeCalls stripe) {
        return new Payments(
                database,
                webhookSecrets,
                new StripePaymentRecords(stripe),
                new StripeTransferRecords(stripe),
                settlement(),
                new TransferBooks(ids),
                outbox,
                news(),
                ids,
                clock,
                log);
    }

    Reconciler reconciler() {
        StripeCalls stripe = new StripeCalls(StripeSettings.from(environment), BETWEEN_CALLS, pauses);
        // It asks Stripe for its events: none is signed.
        Payments payments = payments(List.of(), stripe);
        TakenEvents events = new TakenEvents() {
            @Override
            public boolean know(String event) {
                return payments.knows(event);
            }

            @Override
            public void take(String body) {
                payments.takeTrusted(body);
            }
        };
        return new Reconciler(
                database,
                new StripePaymentHistory(stripe),
                events,
                new PaymentLooks(database, new StripePaymentRecords(stripe), settlement(), outbox, log),
                ids,
                clock,
                log);
    }

    ChargeLooks chargeLooks() {
        return new ChargeLooks(database, paymentRecords(), settlement(), outbox, clock, log);
    }

    Refunding refunding() {
        return new Refunding(
                database,
                new StripeRefundDesk(stripe()),
                paymentRecords(),
                new RefundBooks(new TransferBooks(ids), ids),
                settlement(),
                outbox,
                new AuditLog("purchases_audit", ids, clock),
                clock,
                log);
    }

    Payouts payouts() {
        return new Payouts(database, new StripeTransferRecords(stripe()), new TransferBooks(ids), ids, clock, log);
    }

    OrderSweeper orderSweeper() {
        return new OrderSweeper(database, new StripePageRecords(stripe()), settlement(), outbox(), news(), clock, log);
    }

    NewVersions newVersions() {
        Optional<URI> api = environment.find("API_URL").map(_ -> environment.uri("API_URL"));
        return new NewVersions(database, outbox, links(api), clock, log);
    }

    VersionMailRoutes versionMailRoutes() {
        return new VersionMailRoutes(database, links(), clock);
    }

    WaitingMails waitingMails() {
        return WaitingMails.in(database, clock);
    }

    Downloads downloads() {
        return new Downloads(database, new S3FileLinks(aws, environment.get("FILES_BUCKET"), clock), ids, clock);
    }

    Balances balances() {
        return new Balances(database, ids);
    }

    DisputeFile disputes() {
        return new DisputeFile(database);
    }

    Members members() {
        return new Members(database);
    }

    StoreRoutes storeRoutes() {
        return new StoreRoutes(Shops.in(database), members());
    }

    StoreSales sales() {
        return StoreSales.in(database);
    }

    ExportDesk exports() {
        return new ExportDesk(
                database,
                aws,
                environment.get("FILES_BUCKET"),
                new ExportLinks(environment.secret("SOUK_SECRET"), environment.uri("STOREFRONT_URL")),
                outbox(Map.of(WorkQueue.EXPORTS, environment.uri("EXPORTS_QUEUE_URL"))),
                ids,
                clock);
    }

    Analytics analytics() {
        return new Analytics(database);
    }

    Views views() {
        return new Views(database, clock);
    }

    Clock clock() {
        return clock;
    }

    ReceiptDesk receiptDesk() {
        return new ReceiptDesk(database, new Receipts(links(), ids), new OrderMails(outbox), outbox, clock);
    }

    Library library() {
        return new Library(database);
    }

    private Fulfilment fulfilment() {
        int downloads = environment.number("DOWNLOAD_LIMIT", DOWNLOADS, 1, MOST_DOWNLOADS);
        int holdDays = environment.number("TRANSFER_HOLD_DAYS", 0, 0, MOST_HOLD_DAYS);
        return new Fulfilment(
                new OrderMails(outbox),
                news(),
                sellerNews(),
                new Sales(ids, Duration.ofDays(holdDays)),
                new Receipts(links(), ids),
                ids,
                downloads);
    }

    private OrderNews news() {
        return new OrderNews(outbox, ids);
    }

    private SellerNews sellerNews() {
        return new SellerNews(new SellerEvents(outbox, ids));
    }

    private Settlement settlement() {
        OrderMails mails = new OrderMails(outbox);
        TransferBooks transfers = new TransferBooks(ids);
        RefundBooks refunds = new RefundBooks(transfers, ids);
        return new Settlement(
                fulfilment(),
                refunds,
                new DisputeBooks(refunds, transfers, mails, sellerNews(), ids),
                new Standing(environment
                        .find("DISPUTE_ACCESS")
                        .map(text -> environment.parsed("DISPUTE_ACCESS", DisputeAccess::of, "suspend or keep"))
                        .orElse(DisputeAccess.SUSPEND)),
                new RefundLetters(mails, links(), ids),
                news(),
                sellerNews(),
                ids);
    }

    private PaymentRecords paymentRecords() {
        return new StripePaymentRecords(stripe());
    }

    private StripeCalls stripe() {
        return new StripeCalls(StripeSettings.from(environment));
    }
}
