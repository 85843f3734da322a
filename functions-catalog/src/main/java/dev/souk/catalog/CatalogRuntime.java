package dev.souk.catalog;

import dev.souk.catalog.bundling.FillBundle;
import dev.souk.catalog.discounting.ChangeDiscount;
import dev.souk.catalog.discounting.OfferDiscount;
import dev.souk.catalog.drafting.DraftProduct;
import dev.souk.catalog.editing.EditProduct;
import dev.souk.catalog.featuring.FeatureProducts;
import dev.souk.catalog.notice.NotifyBuyers;
import dev.souk.catalog.publishing.PublishProduct;
import dev.souk.catalog.publishing.TakeOffSale;
import dev.souk.catalog.reporting.DecideReport;
import dev.souk.catalog.reviewing.WriteReview;
import dev.souk.catalog.search.FindProducts;
import dev.souk.catalog.takedown.TakeDownProduct;
import dev.souk.catalog.takedown.TakeDownReview;
import dev.souk.catalog.upload.AnnounceFile;
import dev.souk.catalog.upload.CompleteFile;
import dev.souk.catalog.upload.PartLinks;
import dev.souk.catalog.upload.TakeBack;
import dev.souk.catalog.upload.UploadedParts;
import dev.souk.catalog.variants.ChangeVariant;
import dev.souk.catalog.variants.OfferVariant;
import dev.souk.catalog.window.ShopWindow;
import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.auth.AccessTokens;
import dev.souk.lambda.auth.OidcSettings;
import dev.souk.lambda.auth.OidcTokenVerifier;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.lambda.aws.AwsSettings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.http.Cors;
import dev.souk.lambda.http.Cursors;
import dev.souk.lambda.http.Router;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.lambda.outbox.SellerEvents;
import dev.souk.lambda.queue.QueueSender;
import dev.souk.lambda.queue.SqsSender;
import dev.souk.lambda.takedown.Takedowns;
import dev.souk.model.message.WorkQueue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The wiring of this function. No connection is opened here. */
public record CatalogRuntime(
        Database database,
        FileStore fileStore,
        ScanPolicy scanPolicy,
        long quota,
        TokenVerifier tokens,
        Cursors cursors,
        Reporters reporters,
        Cors cors,
        Clock clock,
        IdSource ids,
        Outbox outbox,
        Log log) {
    /** What a seller's files may have together, if the platform says nothing else: 100 GiB. */
    private static final long QUOTA = 100L * 1024 * 1024 * 1024;

    private static final String TAKEDOWNS = "catalog_takedowns";
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    /** Longer than the function may run: API Gateway waits 29 seconds. */
    private static final Duration KEY_LOCK = Duration.ofSeconds(40);

    /** @throws MissingVariable naming what is not set */
    public static CatalogRuntime from(Environment environment) {
        return from(environment, Clock.systemUTC(), Log.of("catalog"));
    }

    /** The same with a clock and a log of the caller's. */
    public static CatalogRuntime from(Environment environment, Clock clock, Log log) {
        Database database = new Database(DatabaseSettings.from(environment));
        return new CatalogRuntime(
                database,
                fileStore(environment),
                scanPolicy(environment),
                environment.number("SELLER_QUOTA_BYTES", QUOTA, 1, Long.MAX_VALUE),
                new AccessTokens(
                        "catalog_token_uses",
                        database,
                        new OidcTokenVerifier(OidcSettings.from(environment), clock),
                        clock),
                new Cursors(environment.secret("SOUK_SECRET")),
                new Reporters(environment.secret("SOUK_SECRET")),
                Cors.from(environment),
                asFineAsTheDatabase(clock),
                IdSource.uuidV7(clock),
                outbox(environment, database, clock, log),
                log);
    }

    /** What is answered now is what is read later. */
    static Clock asFineAsTheDatabase(Clock clock) {
        return Clock.tick(clock, MICROSECOND);
    }

    static FileStore fileStore(Environment environment) {
        return new S3FileStore(AwsSettings.from(environment), environment.get("FILES_BUCKET"));
    }

    static ScanPolicy scanPolicy(Environment environment) {
        return environment.parsed("FILE_SCAN", ScanPolicy::parse, "required, best_effort or off");
    }

    /** Where a transaction of the catalogue's puts what others are to be told. */
    static Outbox outbox(Environment environment, Database database, Clock clock, Log log) {
        Map<WorkQueue, URI> queues = Map.of(
                WorkQueue.EMAILS,
                environment.uri("EMAILS_QUEUE_URL"),
                WorkQueue.IMAGES,
                environment.uri("IMAGES_QUEUE_URL"),
                WorkQueue.SELLER_WEBHOOKS,
                environment.uri("SELLER_WEBHOOKS_QUEUE_URL"));
        return outbox(database, new SqsSender(AwsSettings.from(environment), queues, log), clock, log);
    }

    static CatalogNews news(Outbox outbox, IdSource ids) {
        return new CatalogNews(outbox, new SellerEvents(outbox, ids), ids);
    }

    /** The same for who sends nothing. */
    static Outbox keptOutbox(Database database, Clock clock, Log log) {
        return outbox(database, (_, _) -> Set.of(), clock, log);
    }

    private static Outbox outbox(Database database, QueueSender queues, Clock clock, Log log) {
        return new Outbox("catalog_outbox", database, queues, asFineAsTheDatabase(clock), log);
    }

    Router router() {
        Router.Builder router = Router.of("catalog");
        new ProductRoutes(this).addTo(router);
        new PlaceRoutes(this).addTo(router);
        new ListRoutes(this).addTo(router);
        new VariantRoutes(this).addTo(router);
        new BundleRoutes(this).addTo(router);
        new FileRoutes(this).addTo(router);
        new PartRoutes(this).addTo(router);
        new NoticeRoutes(this).addTo(router);
        new DiscountRoutes(this).addTo(router);
        new ReviewRoutes(this).addTo(router);
        new FeaturedRoutes(this).addTo(router);
        new ReportRoutes(this).addTo(router);
        new TakedownRoutes(this).addTo(router);
        return router.build();
    }

    IdempotencyKeys idempotencyKeys() {
        return idempotencyKeys(database, ids, clock);
    }

    static IdempotencyKeys idempotencyKeys(Database database, IdSource ids, Clock clock) {
        return new IdempotencyKeys("catalog_idempotency_keys", database, ids, clock, KEY_LOCK);
    }

    DraftProduct draftProduct() {
        return new DraftProduct(database, SellerStores.in(database), clock);
    }

    EditProduct editProduct() {
        return new EditProduct(database, SellerStores.in(database), clock);
    }

    PublishProduct publishProduct() {
        return new PublishProduct(database, clock);
    }

    TakeOffSale takeOffSale() {
        return new TakeOffSale(database, clock);
    }

    OfferVariant offerVariant() {
        return new OfferVariant(database, clock);
    }

    ChangeVariant changeVariant() {
        return new ChangeVariant(database, clock);
    }

    FillBundle fillBundle() {
        return new FillBundle(database, clock);
    }

    OfferDiscount offerDiscount() {
        return new OfferDiscount(Discounts.in(database), SellerStores.in(database), clock);
    }

    ChangeDiscount changeDiscount() {
        return new ChangeDiscount(Discounts.in(database), clock);
    }

    FeatureProducts featureProducts() {
        return new FeatureProducts(database, audit(), clock);
    }

    DecideReport decideReport() {
        return new DecideReport(database, audit(), clock);
    }

    TakeDownProduct takeDownProduct() {
        return new TakeDownProduct(database, TAKEDOWNS, audit(), outbox, ids, clock);
    }

    TakeDownReview takeDownReview() {
        return new TakeDownReview(database, TAKEDOWNS, audit(), ids, clock);
    }

    Takedowns takedowns() {
        return new Takedowns(database, TAKEDOWNS);
    }

    private AuditLog audit() {
        return new AuditLog("catalog_audit", ids, clock);
    }

    WriteReview writeReview() {
        return new WriteReview(database, news(outbox, ids), ids, clock);
    }

    AnnounceFile announceFile() {
        return new AnnounceFile(database, fileStore, quota, ids, clock);
    }

    CompleteFile completeFile() {
        return new CompleteFile(database, fileStore, new Quarantine(database, scanPolicy, news(outbox, ids), clock));
    }

    UploadedParts uploadedParts() {
        return new UploadedParts(ProductFiles.in(database), FileParts.in(database), fileStore);
    }

    PartLinks partLinks() {
        return new PartLinks(ProductFiles.in(database), FileParts.in(database), fileStore);
    }

    TakeBack takeBack() {
        return new TakeBack(
                database, new GiveUpUpload(ProductFiles.in(database), FileParts.in(database), fileStore), clock);
    }

    NotifyBuyers notifyBuyers() {
        return new NotifyBuyers(database, clock);
    }

    FindProducts findProducts() {
        return new FindProducts(Listings.in(database), clock);
    }

    ShopWindow shopWindow() {
        return new ShopWindow(
                Products.in(database),
                ProductFiles.in(database),
                Variants.in(database),
                Bundles.in(database),
                fileStore,
                clock);
    }
}
