package dev.souk.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.message.LiveUpdateMessages;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import dev.souk.model.message.LiveUpdate;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.FakeContext;
import dev.souk.test.HandClock;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Both functions under the account of the module, MariaDB, and those who are connected. */
final class LiveDesk implements AutoCloseable {
    private static final IdSource IDS = IdSource.uuidV7(Clock.systemUTC());

    private final TestDatabase test;
    /** For what functions-purchases would have written. */
    final Database tables;

    final ManagementStandIn gateway = new ManagementStandIn();
    final HandClock clock = HandClock.now();
    final Logged log = new Logged();
    final LiveHandler live;
    final LiveUpdatesHandler worker;

    LiveDesk(TestDatabase test) {
        this(test, Map.of());
    }

    private LiveDesk(TestDatabase test, Map<String, String> others) {
        this.test = test;
        tables = test.open();
        Map<String, String> variables = new HashMap<>(variables());
        variables.putAll(others);
        live = new LiveHandler(Environment.of(variables), clock, log.log());
        worker = worker();
    }

    /** The same with other variables. */
    LiveDesk on(Map<String, String> variables) {
        return new LiveDesk(test, variables);
    }

    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(test.variables(DataOwner.LIVE));
        variables.putAll(TestIssuer.variables());
        variables.putAll(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "CONNECTIONS_URL", gateway.url()));
        return variables;
    }

    /** Another instance of it. */
    LiveUpdatesHandler worker() {
        return new LiveUpdatesHandler(Environment.of(variables()), clock, log.log());
    }

    /** An order that waits for payment; its purchase token is {@code token of } and its id. */
    OrderId anOrder() {
        return anOrderOf(Optional.empty());
    }

    OrderId anOrderOf(Optional<UserId> buyer) {
        OrderId order = new OrderId(IDS.next());
        tables.update("""
                INSERT INTO orders (id, buyer_id, email, state, total_amount, total_currency, link_hash, created_at)
                VALUES (?, ?, 'buyer@example.com', 'awaiting_payment', 500, 'USD', ?, ?)
                """, order, buyer, new PurchaseToken(tokenOf(order)).hash(), clock.instant());
        return order;
    }

    static String tokenOf(OrderId order) {
        return "token of " + order;
    }

    /** As functions-purchases moves it. */
    void move(OrderId order, String state) {
        tables.update("UPDATE orders SET state = ?, state_version = state_version + 1 WHERE id = ?", state, order);
    }

    int connect(String connection) {
        return call("CONNECT", "$connect", connection, Optional.empty())
                .path("statusCode")
                .asInt();
    }

    int disconnect(String connection) {
        return call("DISCONNECT", "$disconnect", connection, Optional.empty())
                .path("statusCode")
                .asInt();
    }

    /** What comes back over the connection. */
    JsonNode say(String connection, String message) {
        JsonNode answer = call("MESSAGE", "$default", connection, Optional.of(message));
        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        return Json.tree(answer.path("body").asString());
    }

    /** As a guest who has the token of the order. */
    JsonNode watch(String connection, OrderId order) {
        return say(connection, watching(order, "purchase_token", tokenOf(order)));
    }

    static String watching(OrderId order, String proof, String value) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("action", "watch");
        message.put("order", order.text());
        message.put(proof, value);
        return Json.write(message);
    }

    private JsonNode call(String type, String route, String connection, Optional<String> body) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("routeKey", route);
        context.put("eventType", type);
        context.put("connectionId", connection);
        context.put("requestId", "r-" + connection);
        context.put("stage", "test");
        context.put("identity", Map.of("sourceIp", "192.0.2.1", "userAgent", "a browser"));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("requestContext", context);
        body.ifPresent(text -> event.put("body", text));
        event.put("isBase64Encoded", false);
        return answer(Json.write(event));
    }

    /** What the function answers to an event. */
    JsonNode answer(String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            live.handleRequest(
                    new ByteArrayInputStream(event.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    out,
                    new FakeContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.tree(out.toByteArray());
    }

    /** The worker hears of the order; false when the queue is to bring it again. */
    boolean hears(OrderId order) {
        return hears(worker, order);
    }

    static boolean hears(LiveUpdatesHandler worker, OrderId order) {
        return new QueueEvent()
                .message("m", LiveUpdateMessages.write(new LiveUpdate(order)))
                .to(worker)
                .isEmpty();
    }

    /** Nobody is connected. */
    void forgetAll() {
        tables.update("DELETE FROM live_watches");
        tables.update("DELETE FROM live_connections");
    }

    List<String> connections() {
        return tables.query(
                "SELECT connection_id FROM live_connections ORDER BY connection_id", row -> row.text("connection_id"));
    }

    List<String> watchers() {
        return tables.query(
                "SELECT connection_id FROM live_watches ORDER BY connection_id, order_id",
                row -> row.text("connection_id"));
    }

    @Override
    public void close() {
        gateway.close();
        tables.close();
    }
}
