package dev.souk.purchases;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/** A marketplace with one store, for tests: real MariaDB and SQS, and phrases to fill them. */
public final class Market implements AutoCloseable {
    public static final String WEBHOOK_SECRET = "whsec_test_one";
    public static final String NEXT_WEBHOOK_SECRET = "whsec_test_two";

    /** The platform's share of sales here, in basis points. */
    public static final int FEE = 1000;

    public final TestDatabase test = TestDatabase.fresh();
    public final Database database = test.open();
    public final EmbeddedSqs sqs = EmbeddedSqs.inMemory(
            0,
            List.of(
                    new QueueDefinition("emails", Duration.ofSeconds(30), 30),
                    new QueueDefinition("order-requests", Duration.ofSeconds(30), 30),
                    new QueueDefinition("exports", Duration.ofSeconds(30), 30),
                    new QueueDefinition("live-updates", Duration.ofSeconds(30), 30),
                    new QueueDefinition("seller-webhooks", Duration.ofSeconds(30), 30)));
    public final UserId seller = UserId.of("https://issuer.example", "seller");
    public final StoreId store;
    public final Map<String, String> variables = new HashMap<>();
    public final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final IdSource ids = IdSource.uuidV7(Clock.systemUTC());
    private final SqsClient queue;

    public Market() {
        RealServices.note("SQS (ElasticMQ)");
        store = new StoreId(ids.next());
        Instant now = Instant.now();
        database.update("""
                INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at)
                VALUES (?, ?, ?, 'Paper & Ink', '', 'seller@example.com', 1, ?, ?)
                """, store, seller, "paper-and-ink", now, now);
        canBePaid(store, true);
        queue = SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.of(sqs.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(sqs.accessKey(), sqs.secretKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        variables.putAll(test.variables(DataOwner.PURCHASES));
        variables.putAll(Map.of(
                "AWS_REGION", sqs.region(),
                "AWS_ACCESS_KEY_ID", sqs.accessKey(),
                "AWS_SECRET_ACCESS_KEY", sqs.secretKey(),
                "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9",
                "EMAILS_QUEUE_URL", sqs.queueUrl("emails").toString(),
                "ORDER_REQUESTS_QUEUE_URL", sqs.queueUrl("order-requests").toString(),
                "FILES_BUCKET", "files",
                "SOUK_SECRET", "a secret of the tests"));
        variables.putAll(Map.of(
                "LIVE_UPDATES_QUEUE_URL",
                sqs.queueUrl("live-updates").toString(),
                "SELLER_WEBHOOKS_QUEUE_URL",
                sqs.queueUrl("seller-webhooks").toString(),
                "EXPORTS_QUEUE_URL",
                sqs.queueUrl("exports").toString(),
                "STOREFRONT_URL",
                "https://souk.example",
                "STRIPE_SECRET_KEY",
                "sk_test_unused",
                "STRIPE_WEBHOOK_SECRETS",
                WEBHOOK_SECRET + "," + NEXT_WEBHOOK_SECRET,
                "OIDC_ISSUER",
                "https://issuer.example",
                "OIDC_AUDIENCE",
                "souk"));
    }

    public PurchasesRuntime runtime() {
        return runtime(Clock.systemUTC());
    }

    public PurchasesRuntime runtime(Clock clock) {
        Log log = new Log("purchases", new PrintStream(logged, true, StandardCharsets.UTF_8), clock);
        return PurchasesRuntime.from(Environment.of(variables), clock, log);
    }

    public PurchaseLinks links() {
        return new PurchaseLinks(
                new Secret("a secret of the tests"), URI.create("https://souk.example"), Optional.empty());
    }

    /** Whether the store's account at Stripe takes money. */
    public void canBePaid(boolean can) {
        canBePaid(store, can);
    }

    /** A published product with one ready file. */
    public ProductId aProduct(String title, long amount) {
        return aProduct(title, new Money(amount, Currency.USD));
    }

    public ProductId aProduct(String title, Money price) {
        return aProduct(store, seller, title, price);
    }

    public ProductId aProduct(StoreId store, UserId seller, String title, Money price) {
        ProductId id = new ProductId(ids.next());
        Instant now = Instant.now();
        database.update(
                """
                INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency,
                                      state, version, created_at, updated_at, published_at)
                VALUES (?, ?, ?, ?, '', ?, ?, 'published', 1, ?, ?, ?)
                """, id, store, seller, title, price.amount(), price.currency().name(), now, now, now);
        aFile(id, "book.pdf", 4_000_000);
        return id;
    }

    /** Something that the product is sold as, with all its files. */
    public VariantId aVariant(ProductId product, String name, long amount) {
        VariantId id = new VariantId(ids.next());
        database.transaction(tx -> {
            tx.update("""
                    INSERT INTO product_variants (id, product_id, name, description, price_amount, price_currency, pay_what_you_want, position,
                                                  state, all_files, version, created_at, updated_at)
                    SELECT ?, id, ?, '', ?, price_currency, FALSE, 1, 'active', TRUE, 1, NOW(6), NOW(6) FROM products WHERE id = ?""", id, name, amount, product);
            return tx.update("UPDATE products SET version = version + 1 WHERE id = ?", product);
        });
        return id;
    }

    public FileId aFile(ProductId product, String name, long size) {
        FileId id = new FileId(ids.next());
        database.update(
                """
                INSERT INTO product_files (id, product_id, purpose, name, content_type, size, sha256, object_key,
                                           state, created_at, ready_at)
                VALUES (?, ?, 'download', ?, 'application/pdf', ?, ?, ?, 'ready', ?, ?)
                """,
                id,
                product,
                name,
                size,
                new byte[32],
                product.text() + "/" + id.text(),
                Instant.now(),
                Instant.now());
        return id;
    }

    /** A guest's order that waits for payment. */
    public Order anOrder(ProductId product, long amount) {
        return anOrder(product, amount, Optional.empty());
    }

    public Order anOrder(ProductId product, long amount, Optional<UserId> buyer) {
        Money price = new Money(amount, Currency.USD);
        Order order = Order.placed(
                new OrderId(ids.next()),
                buyer,
                new EmailAddress("buyer@example.com"),
                List.of(OrderLine.of(
                        new Offer(product, store, seller, "A book", Optional.empty(), price, false, List.of(), 1),
                        0,
                        FEE)),
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        return placed(order);
    }

    /** Writes an order down. */
    public Order placed(Order order) {
        database.transaction(tx -> {
            Orders.in(tx)
                    .add(order, links().token(order.id()), order.createdAt().plus(Duration.ofHours(24)), List.of());
            return order;
        });
        return order;
    }

    public OrderState stateOf(Order order) {
        return Orders.in(database).find(order.id()).orElseThrow().state();
    }

    public long count(String sql) {
        return database.first("SELECT COUNT(*) AS n FROM " + sql, row -> row.number("n"))
                .orElseThrow();
    }

    public long sum(String column, String from) {
        return database.first(
                        "SELECT CAST(COALESCE(SUM(" + column + "), 0) AS SIGNED) AS n FROM " + from,
                        row -> row.number("n"))
                .orElseThrow();
    }

    /** Another store, of somebody else, that can be paid. */
    public StoreId anotherStore(String slug, UserId owner) {
        StoreId id = new StoreId(ids.next());
        database.update("""
                INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, '', ?, 1, ?, ?)
                """, id, owner, slug, slug, slug + "@example.com", Instant.now(), Instant.now());
        canBePaid(id, true);
        return id;
    }

    /** Gives a store a payout account that can take money, or cuts it off. */
    public void canBePaid(StoreId id, boolean active) {
        database.update("""
                INSERT INTO payout_accounts (store_id, country, contact_email, display_name, key_number, asking, asked_at,
                                             stripe_account, transfers, requirements, inquiries, answered_inquiry)
                VALUES (?, 'US', 'seller@example.com', 'Seller', 1, 'answered', ?, ?, ?, '[]', 1, 1)
                ON DUPLICATE KEY UPDATE transfers = VALUES(transfers)
                """, id, Instant.now(), account(id), active ? "active" : "restricted");
    }

    /** The Stripe account of a store. */
    public static String account(StoreId id) {
        return "acct_" + id.value().toString().replace("-", "");
    }

    /** Takes every message off the {@code emails} queue. */
    public List<JsonNode> emails() {
        return taken("emails").stream().map(Json::tree).toList();
    }

    /** Takes every message off a queue. */
    public List<String> taken(String name) {
        String url = sqs.queueUrl(name).toString();
        List<String> found = new ArrayList<>();
        List<Message> batch = receive(url);
        while (!batch.isEmpty()) {
            for (Message message : batch) {
                found.add(message.body());
                queue.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
            batch = receive(url);
        }
        return found;
    }

    @Override
    public void close() {
        queue.close();
        sqs.close();
        database.close();
    }

    private List<Message> receive(String url) {
        return queue.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                .messages();
    }
}
