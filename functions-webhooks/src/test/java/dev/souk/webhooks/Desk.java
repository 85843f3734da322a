package dev.souk.webhooks;

import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.message.SellerWebhooks;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEvent;
import dev.souk.model.message.SellerWebhook;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import dev.souk.test.HandClock;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import dev.souk.webhooks.posting.HostNames;
import dev.souk.webhooks.posting.Poster;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLSocketFactory;

/** The functions for webhooks on a database of their own, with real SQS, one clock for all, and what sellers ask of them. */
final class Desk implements AutoCloseable {
    static final String SELLER = "seller";
    static final Poster.Limits LIMITS = new Poster.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2));

    final HandClock clock = HandClock.now();
    final Logged logged = new Logged();
    final Database database;
    final WebhooksHandler api;
    final SellerWebhooksHandler worker;
    final WebhookSweeperHandler sweeper;
    final EmbeddedSqs sqs;
    private final Map<String, String> variables = new HashMap<>();
    private final IdSource ids = IdSource.uuidV7(Clock.systemUTC());

    Desk() {
        TestDatabase tables = TestDatabase.fresh();
        database = tables.open();
        sqs = EmbeddedSqs.inMemory(
                0,
                List.of(
                        new QueueDefinition("emails", Duration.ofSeconds(30), 30),
                        new QueueDefinition("seller-webhooks", Duration.ofSeconds(30), 30)));
        variables.putAll(tables.variables(DataOwner.WEBHOOKS));
        variables.putAll(TestIssuer.variables());
        variables.put("SOUK_SECRET", "a secret for tests, nowhere else");
        variables.put("WEBHOOK_TARGETS", "public_and_loopback");
        variables.putAll(Map.of(
                "AWS_REGION", sqs.region(),
                "AWS_ACCESS_KEY_ID", sqs.accessKey(),
                "AWS_SECRET_ACCESS_KEY", sqs.secretKey(),
                "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                "EMAILS_QUEUE_URL", sqs.queueUrl("emails").toString(),
                "SELLER_WEBHOOKS_QUEUE_URL", sqs.queueUrl("seller-webhooks").toString()));
        api = new WebhooksHandler(runtime());
        worker = new SellerWebhooksHandler(runtime());
        sweeper = new WebhookSweeperHandler(runtime());
    }

    /** Where other variables matter: the API alone. */
    WebhooksHandler apiWith(String variable, String value) {
        Map<String, String> others = new HashMap<>(variables);
        others.put(variable, value);
        return new WebhooksHandler(WebhooksRuntime.from(Environment.of(others), clock, logged.log()));
    }

    /** Functions of their own: another instance. */
    WebhooksRuntime runtime() {
        return WebhooksRuntime.from(
                Environment.of(variables),
                clock,
                logged.log(),
                HostNames.REAL,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                LIMITS);
    }

    /** As the users' function would have written it; each test has its own. */
    StoreId store() {
        StoreId id = new StoreId(ids.next());
        String slug = "store-" + id.text().substring(20);
        database.update(
                """
                INSERT INTO stores
                    (id, owner_id, slug, name, description, contact_email, currency, version, created_at, updated_at)
                VALUES (?, ?, ?, 'Paper Lanterns', '', 'seller@example.com', 'USD', 1, ?, ?)""",
                id,
                UserId.of(TestIssuer.variables().getOrDefault("OIDC_ISSUER", ""), SELLER),
                slug,
                clock.instant(),
                clock.instant());
        return id;
    }

    /** A token that is good whatever the clock says. */
    static String token(String person) {
        return TestIssuer.token(claims -> claims.subject(person)
                .claim("email", person + "@example.com")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(400)))));
    }

    ApiAnswer create(String person, StoreId store, String json) {
        return ApiRequest.request("POST", "/v1/stores/{store}/webhook-endpoints")
                .path("store", store.text())
                .bearer(token(person))
                .json(json)
                .to(api);
    }

    /** An endpoint for everything, at {@code url}. */
    ApiAnswer endpoint(StoreId store, String url) {
        return expect(201, create(SELLER, store, """
                        {"url": "%s", "event_types": ["sale.completed", "sale.refunded"]}""".formatted(url)));
    }

    static String id(ApiAnswer created) {
        return created.text("endpoint", "id");
    }

    ApiAnswer ask(String person, String method, String resource, String id) {
        return request(person, method, resource, id).to(api);
    }

    static ApiRequest request(String person, String method, String resource, String id) {
        String name = resource.contains("webhook_delivery_id") ? "webhook_delivery_id" : "webhook_endpoint_id";
        return ApiRequest.request(method, resource).path(name, id).bearer(token(person));
    }

    ApiAnswer endpoint(String id) {
        return expect(200, ask(SELLER, "GET", "/v1/webhook-endpoints/{webhook_endpoint_id}", id));
    }

    ApiAnswer change(String id, String json) {
        return request(SELLER, "PATCH", "/v1/webhook-endpoints/{webhook_endpoint_id}", id)
                .header("If-Match", endpoint(id).header("ETag"))
                .json(json)
                .to(api);
    }

    /** The endpoint's deliveries, newest first, as {@code type state attempts}. */
    List<String> deliveries(String endpoint) {
        return StreamSupport.stream(list(endpoint).json().path("items").spliterator(), false)
                .map(item -> item.path("event_type").asString() + " "
                        + item.path("state").asString() + " "
                        + item.path("attempts").asInt())
                .toList();
    }

    ApiAnswer list(String endpoint) {
        return expect(200, ask(SELLER, "GET", "/v1/webhook-endpoints/{webhook_endpoint_id}/deliveries", endpoint));
    }

    /** The id of the endpoint's newest delivery. */
    String newest(String endpoint) {
        return list(endpoint).json().path("items").path(0).path("id").asString();
    }

    ApiAnswer delivery(String id) {
        return expect(200, ask(SELLER, "GET", "/v1/webhook-deliveries/{webhook_delivery_id}", id));
    }

    /** A message of a sale in the store, as functions-purchases sends it. */
    String sale(StoreId store) {
        // Ids are in the order of the clock, which stands still otherwise.
        clock.advance(Duration.ofMillis(1));
        Money price = new Money(1250, Currency.USD);
        SellerEvent event = new SellerEvent.SaleCompleted(
                store,
                new OrderId(ids.next()),
                clock.instant(),
                List.of(new SellerEvent.Line(
                        new ProductId(ids.next()), "Paper Lantern – lámpara", Optional.empty(), price)),
                price);
        return SellerWebhooks.write(new SellerWebhook.Happened(
                new WebhookEventId(ids.next()), store, event.type(), SellerWebhooks.payload(event)));
    }

    static String asked(String delivery) {
        return SellerWebhooks.write(
                new SellerWebhook.Asked(WebhookDeliveryId.parse(delivery).orElseThrow()));
    }

    /** Hands messages to the worker; the ids of what failed. */
    List<String> take(String... messages) {
        QueueEvent batch = new QueueEvent();
        for (String each : messages) {
            batch.message(UUID.randomUUID().toString(), each);
        }
        return batch.to(worker);
    }

    void sweep() {
        sweeper.handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
    }

    /** Time goes by, and the sweeper is called as often as it needs to be. */
    void after(Duration time) {
        clock.advance(time);
        sweep();
    }

    /** What letters were put in the outbox, by what they say; they are on their queue by now and have lost their bodies. */
    int letters() {
        return database.first(
                        "SELECT COUNT(*) AS letters FROM webhooks_outbox WHERE queue = 'emails' AND sent_at IS NOT NULL",
                        row -> row.integer("letters"))
                .orElseThrow();
    }

    static ApiAnswer expect(int status, ApiAnswer answer) {
        if (answer.status() != status) {
            throw new AssertionError("not " + status + " but " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        sqs.close();
        database.close();
    }
}
