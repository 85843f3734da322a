package dev.souk.catalog;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import dev.souk.test.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The catalogue's function on a database of its own, with the stores that tests open, and what people ask of it. */
final class Stall {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestDatabase tables;
    final Database database;
    final CatalogHandler handler;
    private final Map<String, String> variables = new HashMap<>();
    private final IdSource ids = IdSource.uuidV7(Clock.systemUTC());

    Stall() {
        this(Map.of());
    }

    /** @param changes to the variables the function starts with */
    Stall(Map<String, String> changes) {
        this(TestDatabase.fresh(), changes);
    }

    private Stall(TestDatabase tables, Map<String, String> changes) {
        this.tables = tables;
        database = tables.open();
        variables.putAll(tables.variables(DataOwner.CATALOG));
        variables.putAll(TestIssuer.variables());
        variables.putAll(TestStorage.variables());
        variables.put("FILE_SCAN", "off");
        // Nobody is there: a test that is about messages brings queues of its own.
        variables.put("EMAILS_QUEUE_URL", "http://127.0.0.1:9/emails");
        variables.put("IMAGES_QUEUE_URL", "http://127.0.0.1:9/images");
        variables.put("SELLER_WEBHOOKS_QUEUE_URL", "http://127.0.0.1:9/seller-webhooks");
        variables.put("SOUK_SECRET", "a secret for tests, nowhere else");
        variables.putAll(changes);
        handler = new CatalogHandler(CatalogRuntime.from(Environment.of(variables)));
    }

    /** What the functions start with. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** The function on the same database with other variables. */
    Stall sibling(Map<String, String> changes) {
        return new Stall(tables, changes);
    }

    /** The function on the same database, with an account that may have statements explained, as {@code plans} does. */
    CatalogHandler watched(Plans plans) {
        CatalogRuntime usual = CatalogRuntime.from(Environment.of(variables));
        return new CatalogHandler(new CatalogRuntime(
                new Database(tables.settings(), plans::watch),
                usual.fileStore(),
                usual.scanPolicy(),
                usual.quota(),
                usual.tokens(),
                usual.cursors(),
                usual.reporters(),
                usual.cors(),
                usual.clock(),
                usual.ids(),
                usual.outbox(),
                usual.log()));
    }

    /** The function that deletes what is old, at the time of {@code clock}. */
    CatalogSweeperHandler sweeper(Clock clock) {
        return sweeper(clock, Log.of("catalog-sweeper"));
    }

    CatalogSweeperHandler sweeper(Clock clock, Log log) {
        return new CatalogSweeperHandler(Environment.of(variables), clock, log);
    }

    /** Has that function run once. */
    void sweep(Clock clock) {
        sweeper(clock)
                .handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new FakeContext());
    }

    /** The function that sends what was left in the outbox, at the time of {@code clock}. */
    OutboxSweeperHandler outboxSweeper(Clock clock) {
        return new OutboxSweeperHandler(Environment.of(variables), clock, Log.of("catalog-outbox-sweeper"));
    }

    /** The function that hears of scans. */
    FileScansHandler scans(Log log) {
        return new FileScansHandler(Environment.of(variables), Clock.systemUTC(), log);
    }

    /** The function that makes pictures. */
    ImagesHandler images(Log log) {
        return new ImagesHandler(Environment.of(variables), Clock.systemUTC(), log);
    }

    /** Has it told of the image once. */
    void makePicture(String file) {
        List<String> failed = new QueueEvent()
                .message(ids.next().toString(), "{\"file\":\"" + file + "\"}")
                .to(images(Log.of("worker-images")));
        if (!failed.isEmpty()) {
            throw new AssertionError("no picture of " + file);
        }
    }

    /** Uploads an image, completes it and has its picture made; its id. */
    String shown(String seller, String product, Bytes image) {
        String file = uploaded(seller, product, image);
        expect(200, complete(seller, product, file));
        makePicture(file);
        return file;
    }

    /** Announces and uploads it; its id. */
    String uploaded(String seller, String product, Bytes bytes) {
        ApiAnswer announced = expect(201, announce(seller, product, bytes.announcement()));
        if (upload(announced, bytes.bytes()) != 200) {
            throw new AssertionError("not uploaded");
        }
        return announced.text("file", "id");
    }

    ApiAnswer ask(ApiRequest request) {
        return request.to(handler);
    }

    /** As the users' function would have written it. */
    StoreId store(String seller, String slug) {
        return store(seller, slug, Currency.USD);
    }

    StoreId store(String seller, String slug, Currency currency) {
        StoreId id = new StoreId(ids.next());
        Instant now = Instant.now();
        database.update("""
                INSERT INTO stores
                    (id, owner_id, slug, name, description, contact_email, currency, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, '', 'seller@example.com', ?, 1, ?, ?)""", id, idOf(seller), slug, "Store " + slug, currency.name(), now, now);
        return id;
    }

    static UserId idOf(String name) {
        return UserId.of(TestIssuer.variables().getOrDefault("OIDC_ISSUER", ""), name);
    }

    /** Somebody who acts for stores that they own. */
    static Seller owner(String name) {
        return new Seller(idOf(name), Set.of(StoreRole.OWNER));
    }

    static ApiRequest as(String name, String method, String resource) {
        return ApiRequest.request(method, resource).bearer(TestIssuer.tokenFor(name));
    }

    ApiAnswer draft(String seller, String json) {
        return ask(as(seller, "POST", "/v1/products").json(json));
    }

    /** A draft at 12.50 USD; its id. */
    String drafted(String seller, StoreId store, String title) {
        return expect(201, draft(seller, """
                {"store_id": "%s", "title": "%s", "price": {"amount": 1250, "currency": "USD"}}""".formatted(store.text(), title))).text("id");
    }

    /** A product with one ready file, for sale; its id. */
    String published(String seller, StoreId store, String title) {
        String id = drafted(seller, store, title);
        readyFile(seller, id);
        expect(200, publish(seller, id));
        return id;
    }

    /** Uploads a small file and completes it; its id. */
    String readyFile(String seller, String product) {
        ApiAnswer announced = expect(
                201,
                announce(seller, product, Bytes.of("the goods of " + product).announcement()));
        upload(announced, Bytes.of("the goods of " + product).bytes());
        String file = announced.text("file", "id");
        expect(200, complete(seller, product, file));
        return file;
    }

    ApiAnswer product(String id) {
        return ask(ApiRequest.request("GET", "/v1/products/{product_id}").path("product_id", id));
    }

    ApiAnswer product(String viewer, String id) {
        return ask(as(viewer, "GET", "/v1/products/{product_id}").path("product_id", id));
    }

    ApiAnswer edit(String seller, String id, String etag, String json) {
        return ask(as(seller, "PATCH", "/v1/products/{product_id}")
                .path("product_id", id)
                .header("If-Match", etag)
                .json(json));
    }

    ApiAnswer publish(String seller, String id) {
        return ask(as(seller, "POST", "/v1/products/{product_id}/publish").path("product_id", id));
    }

    ApiAnswer announce(String seller, String product, String json) {
        return ask(as(seller, "POST", "/v1/products/{product_id}/files")
                .path("product_id", product)
                .json(json));
    }

    ApiAnswer complete(String seller, String product, String file) {
        return ask(as(seller, "POST", "/v1/products/{product_id}/files/{file_id}/complete")
                .path("product_id", product)
                .path("file_id", file));
    }

    ApiAnswer offer(String seller, String store, String json) {
        return ask(as(seller, "POST", "/v1/stores/{store}/discounts")
                .path("store", store)
                .json(json));
    }

    ApiAnswer discount(String viewer, String id) {
        return ask(as(viewer, "GET", "/v1/discounts/{discount_id}").path("discount_id", id));
    }

    ApiAnswer change(String seller, String id, String etag, String json) {
        return ask(as(seller, "PATCH", "/v1/discounts/{discount_id}")
                .path("discount_id", id)
                .header("If-Match", etag)
                .json(json));
    }

    ApiAnswer cover(String product) {
        return ask(ApiRequest.request("GET", "/v1/products/{product_id}/cover").path("product_id", product));
    }

    /** PUTs the bytes where and how the announcement's answer says; the status. */
    static int upload(ApiAnswer announced, byte[] bytes) {
        JsonNode upload = announced.json().path("upload");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asString()))
                .method(upload.path("method").asString(), BodyPublishers.ofByteArray(bytes));
        upload.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return send(request.build()).statusCode();
    }

    static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static ApiAnswer expect(int status, ApiAnswer answer) {
        if (answer.status() != status) {
            throw new AssertionError("not " + status + " but " + answer);
        }
        return answer;
    }
}
