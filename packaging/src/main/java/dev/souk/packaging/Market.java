package dev.souk.packaging;

import dev.souk.deployment.LambdaFunction;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.message.SellerWebhooks;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import dev.souk.local.function.Trace;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEventType;
import dev.souk.model.message.SellerWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A market that runs, and the events that its functions get: taken from what really went through it. */
public final class Market implements AutoCloseable {
    private static final String FIRST_KEY = "the-key-of-the-first-order";
    private static final String OK = "\"statusCode\":200";
    private static final String CREATED = "\"statusCode\":201";
    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";

    /** As SES tells it, in the envelope of SNS. */
    private static final String BOUNCE = """
            {"Type":"Notification","MessageId":"8e4c1b1e-0000-5000-8000-000000000000",\
            "TopicArn":"arn:aws:sns:eu-west-1:000000000000:souk-mail-events","Message":"{\\"eventType\\":\\"Bounce\\",\
            \\"bounce\\":{\\"bounceType\\":\\"Permanent\\",\\"bounceSubType\\":\\"General\\",\\"bouncedRecipients\\":[{\
            \\"emailAddress\\":\\"gone@example.com\\"}],\\"timestamp\\":\\"2026-11-24T09:30:02.000Z\\"},\\"mail\\":{\
            \\"messageId\\":\\"0102-1\\",\\"destination\\":[\\"gone@example.com\\"]}}"}""";

    private final LocalSouk souk;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String product;
    private int payments;
    private @Nullable WebSocket page;

    public Market(Path folder, Path cache) {
        Environment withTls = Environment.of(Map.of("DATABASE_TLS", "1"));
        souk = LocalSouk.start(LocalOptions.forTests(folder, cache).withSeeds().withEnvironment(withTls));
        product = get("/v1/products?store=corner-stall")
                .path("items")
                .path(2)
                .path("id")
                .asString();
    }

    /** The two empty ones, then each function of Souk. */
    public List<Subject> subjects() {
        byte[] account = last(LambdaFunction.ACCOUNT_WORKER);
        byte[] scan = last(LambdaFunction.FILE_SCANS_WORKER);
        byte[] image = last(LambdaFunction.IMAGES_WORKER);
        byte[] request = orderRequest();
        byte[] store = proxied(() -> get("/v1/stores/corner-stall"), LambdaFunction.USERS);
        byte[] page = proxied(() -> get("/v1/products/" + product), LambdaFunction.CATALOG);
        byte[] profile = proxied(this::getProfile, LambdaFunction.USERS);
        byte[] order = proxied(() -> order(FIRST_KEY), LambdaFunction.PURCHASES);
        byte[] mail = mail();
        StoreId told = toldStore();
        byte[] endpoints = proxied(
                () -> send(asSeller("/v1/stores/" + told.text() + "/webhook-endpoints")
                        .build()),
                LambdaFunction.WEBHOOKS);
        JsonNode watched = order(UUID.randomUUID().toString());
        byte[] watch = watch(watched);
        pauseWebhooks();
        List<Subject> subjects = new ArrayList<>(List.of(
                empty("floor", "the same, not looked at", "dev.souk.benchmark.floor.FloorHandler", page),
                empty("usual", "the same, as a typed event", "dev.souk.benchmark.usual.UsualHandler", page)));
        subjects.add(of(LambdaFunction.USERS, "users", "a store's page: one query", () -> store, OK));
        subjects.add(of(
                LambdaFunction.USERS,
                "users, signed in",
                "the own profile: the issuer's keys, a signature, two queries",
                () -> profile,
                OK));
        subjects.add(of(LambdaFunction.CATALOG, "catalog", "a product's page with files: two queries", () -> page, OK));
        subjects.add(
                of(LambdaFunction.CATALOG_SWEEPER, "catalog sweeper", "nothing due: one query", () -> bytes("{}"), ""));
        subjects.add(of(
                LambdaFunction.PURCHASES,
                "purchases",
                "an order: a key, a transaction, a Checkout Session at Stripe",
                () -> replaced(order, FIRST_KEY, UUID.randomUUID().toString()),
                CREATED));
        subjects.add(of(
                LambdaFunction.PAYMENT_WORKER,
                "payment worker",
                "a payment: a signature, a transaction, two messages to SQS",
                this::payment,
                NONE_FAILED));
        subjects.add(
                of(LambdaFunction.OUTBOX_SWEEPER, "outbox sweeper", "nothing due: one query", () -> bytes("{}"), ""));
        subjects.add(of(
                LambdaFunction.EMAIL_WORKER,
                "e-mail worker",
                "a receipt: a claim, two templates, a mail by SMTP",
                () -> replaced(mail, idOf(mail), UUID.randomUUID().toString()),
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.EMAIL_EVENTS_WORKER,
                "e-mail events worker",
                "a bounce: an address is suppressed",
                () -> queued(BOUNCE),
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.FILE_SCANS_WORKER,
                "file scans worker",
                "a clean file, once more: a transaction of three statements",
                () -> scan,
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.IMAGES_WORKER,
                "images worker",
                "an image that has its picture, once more: a query, S3 is asked",
                () -> image,
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.ACCOUNT_WORKER,
                "account worker",
                "news of an account, once more: a signature, Stripe is asked",
                () -> account,
                ""));
        subjects.add(of(
                LambdaFunction.ORDER_WORKER,
                "order worker",
                "a payment page that is there already: a query",
                () -> request,
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.LIVE, "live", "an order is watched: a hash, a transaction, a query", () -> watch, OK));
        subjects.add(of(
                LambdaFunction.LIVE_WORKER,
                "live updates worker",
                "a change of an order: a transaction, a post to API Gateway",
                () -> news(watched),
                NONE_FAILED));
        subjects.add(of(
                LambdaFunction.WEBHOOKS,
                "webhooks",
                "a store's endpoints: the issuer's keys, a signature, two queries",
                () -> endpoints,
                OK));
        subjects.add(of(
                LambdaFunction.SELLER_WEBHOOKS_WORKER,
                "seller webhooks worker",
                "a sale is told to an endpoint: three transactions, a post",
                () -> happened(told),
                NONE_FAILED));
        for (LambdaFunction called : LambdaFunction.serving()) {
            if (subjects.stream().noneMatch(subject -> subject.handler().equals(called.handler()))) {
                subjects.add(of(called, called.functionName().replace('-', ' '), "nothing due", () -> bytes("{}"), ""));
            }
        }
        return subjects;
    }

    /** What {@link #subjects} has, and more that a function does often; all over TLS, of which a cache would know nothing otherwise. */
    public List<Subject> training() {
        List<Subject> all = new ArrayList<>();
        byte[] list = proxied(() -> get("/v1/products?store=corner-stall"), LambdaFunction.CATALOG);
        JsonNode bought = order(UUID.randomUUID().toString());
        String token = bought.path("purchase_token").asString();
        byte[] orderPage = proxied(
                () -> send(holding(token, "/v1/orders/" + bought.path("id").asString())
                        .build()),
                LambdaFunction.PURCHASES);
        byte[] purchases = proxied(() -> send(holding(token, "/v1/purchases").build()), LambdaFunction.PURCHASES);
        subjects().stream()
                .filter(subject -> !subject.artifact().startsWith("benchmarks/"))
                .forEach(all::add);
        all.add(of(LambdaFunction.CATALOG, "catalog, list", "a store's products", () -> list, OK));
        all.add(of(LambdaFunction.PURCHASES, "purchases, order", "an order's page", () -> orderPage, OK));
        all.add(of(LambdaFunction.PURCHASES, "purchases, library", "what was bought", () -> purchases, OK));
        return all.stream().map(Subject::overTls).toList();
    }

    private HttpRequest.Builder holding(String purchaseToken, String path) {
        return HttpRequest.newBuilder(souk.baseUrl().resolve(path)).header("Purchase-Token", purchaseToken);
    }

    /** Stripe is out of order for a moment: the order waits on its queue for a page. */
    private byte[] orderRequest() {
        standIn("outages", "{\"fault\":\"rate_limited\",\"times\":1}");
        var _ = order(UUID.randomUUID().toString());
        for (int i = 0; i < 600 && !wasCalled(LambdaFunction.ORDER_WORKER); i++) {
            pause(Duration.ofMillis(50));
        }
        return last(LambdaFunction.ORDER_WORKER);
    }

    private boolean wasCalled(LambdaFunction function) {
        return souk.invocations().all().stream()
                .anyMatch(trace -> trace.function().equals(function.functionName()));
    }

    private static Subject empty(String name, String what, String handler, byte[] event) {
        return new Subject(name, "benchmarks/" + name + "-function", handler, 1024, Map.of(), what, () -> event, OK);
    }

    private Subject of(
            LambdaFunction function,
            String name,
            String what,
            java.util.function.Supplier<byte[]> event,
            String answer) {
        return new Subject(
                name,
                function.artifact(),
                function.handler(),
                function.memoryMegabytes(),
                souk.variables(function),
                what,
                event,
                answer);
    }

    /** The event that {@code call} becomes at a function. */
    private byte[] proxied(Runnable call, LambdaFunction function) {
        call.run();
        return last(function);
    }

    private byte[] last(LambdaFunction function) {
        return souk.invocations().all().reversed().stream()
                .filter(trace -> trace.function().equals(function.functionName()))
                .map(Trace::event)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode order(String key) {
        String cart = "{\"items\":[{\"product_id\":\"" + product + "\"}],\"email\":\"buyer@example.com\"}";
        return Json.tree(send(HttpRequest.newBuilder(souk.baseUrl().resolve("/v1/orders"))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(cart))
                .build()));
    }

    /** Buys something and waits for the mail. */
    private byte[] mail() {
        pay(order(UUID.randomUUID().toString()));
        for (int i = 0; i < 600 && souk.inbox().messages().isEmpty(); i++) {
            pause(Duration.ofMillis(50));
        }
        return last(LambdaFunction.EMAIL_WORKER);
    }

    /** The queue's event of a payment that nobody has heard of yet. */
    private byte[] payment() {
        JsonNode order = order("payment-" + ++payments + "-" + UUID.randomUUID());
        pay(order);
        Map<String, String> variables = new HashMap<>(souk.variables(LambdaFunction.PURCHASES));
        String stripe = variables.getOrDefault("STRIPE_API_BASE", "");
        String url = order.path("payment_url").asString();
        String session = url.substring(url.lastIndexOf('/') + 1);
        JsonNode events = Json.tree(
                send(HttpRequest.newBuilder(URI.create(stripe + "/v1/events?limit=100&type=checkout.session.completed"))
                        .header("Authorization", "Bearer " + variables.get("STRIPE_SECRET_KEY"))
                        .build()));
        for (JsonNode event : events.path("data")) {
            if (event.path("data").path("object").path("id").asString("").equals(session)) {
                return queued(event.toString());
            }
        }
        throw new IllegalStateException("Stripe has no event of " + session);
    }

    /** A page opens the order, and stays open. */
    private byte[] watch(JsonNode order) {
        page = http.newWebSocketBuilder()
                .buildAsync(souk.info().services().live().url(), new WebSocket.Listener() {})
                .join();
        page.sendText(
                        Json.write(Map.of(
                                "action", "watch",
                                "order", order.path("id").asString(),
                                "purchase_token", order.path("purchase_token").asString())),
                        true)
                .join();
        for (int i = 0;
                i < 600 && !new String(last(LambdaFunction.LIVE), StandardCharsets.UTF_8).contains("MESSAGE");
                i++) {
            pause(Duration.ofMillis(50));
        }
        return last(LambdaFunction.LIVE);
    }

    /** The page is taken to have heard of nothing, so that it is told. */
    private byte[] news(JsonNode order) {
        try (Database live =
                new Database(DatabaseSettings.from(Environment.of(souk.variables(LambdaFunction.LIVE_WORKER))))) {
            live.update("UPDATE live_watches SET told_version = -1");
        }
        return queued(Json.write(Map.of("order", order.path("id").asString())));
    }

    /** A store that wants to be told of sales, at an address where nobody takes anything. */
    private StoreId toldStore() {
        var _ = send(asSeller("/v1/stores")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"slug\":\"told-stall\",\"name\":\"Told stall\"}"))
                .build());
        JsonNode made = Json.tree(send(asSeller("/v1/stores/told-stall/webhook-endpoints")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of(
                        "url",
                        souk.baseUrl().resolve("/nobody").toString(),
                        "event_types",
                        List.of("sale.completed")))))
                .build()));
        return StoreId.parse(made.path("endpoint").path("store_id").asString()).orElseThrow();
    }

    /** The endpoint is taken to have failed at nothing, so that it is told at once. */
    private byte[] happened(StoreId store) {
        try (Database webhooks = new Database(
                DatabaseSettings.from(Environment.of(souk.variables(LambdaFunction.SELLER_WEBHOOKS_WORKER))))) {
            webhooks.update("UPDATE webhook_endpoints SET failing_since = NULL");
        }
        return queued(SellerWebhooks.write(new SellerWebhook.Happened(
                new WebhookEventId(UUID.randomUUID()), store, SellerEventType.SALE_COMPLETED, "{}")));
    }

    private HttpRequest.Builder asSeller(String path) {
        return HttpRequest.newBuilder(souk.baseUrl().resolve(path))
                .header("Authorization", "Bearer " + souk.issuer().tokenFor("seller"));
    }

    private byte[] queued(String body) {
        long now = System.currentTimeMillis();
        String secret = souk.variables(LambdaFunction.PAYMENT_WORKER).getOrDefault("STRIPE_WEBHOOK_SECRETS", "");
        String signature = "t=" + now / 1000 + ",v1=" + hmac(secret, now / 1000 + "." + body);
        return bytes(Json.write(Map.of(
                "Records",
                List.of(Map.of(
                        "messageId", UUID.randomUUID().toString(),
                        "body", body,
                        "attributes", Map.of("SentTimestamp", String.valueOf(now), "ApproximateReceiveCount", "1"),
                        "messageAttributes", Map.of("Stripe-Signature", Map.of("stringValue", signature)))))));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pay(JsonNode order) {
        String form = "email=buyer%40example.com&name=Buyer&exp=12%2F34&cvc=123&card_number=4242424242424242";
        var _ = send(HttpRequest.newBuilder(URI.create(order.path("payment_url").asString()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private void pauseWebhooks() {
        standIn("webhooks/pause", "{}");
    }

    private void standIn(String what, String body) {
        var _ = send(HttpRequest.newBuilder(URI.create(
                        souk.variables(LambdaFunction.PURCHASES).get("STRIPE_API_BASE") + "/_stand-in/" + what))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode get(String path) {
        return Json.tree(
                send(HttpRequest.newBuilder(souk.baseUrl().resolve(path)).build()));
    }

    private void getProfile() {
        var _ = send(asSeller("/v1/me").build());
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(request + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The message's own id, by which the worker knows whether it was sent before. */
    private static String idOf(byte[] event) {
        String body = Json.tree(event).path("Records").path(0).path("body").asString();
        return Json.tree(body).path("id").asString();
    }

    private static byte[] replaced(byte[] event, String what, String by) {
        return bytes(new String(event, StandardCharsets.UTF_8).replace(what, by));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (page != null) {
            page.abort();
        }
        souk.close();
        http.close();
    }
}
