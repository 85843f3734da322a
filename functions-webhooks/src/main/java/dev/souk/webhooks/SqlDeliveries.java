package dev.souk.webhooks;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEventType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link Deliveries} in {@code webhook_events}, {@code webhook_deliveries} and {@code webhook_attempts}. */
record SqlDeliveries(Sql sql) implements Deliveries {
    private static final String SELECT = """
            SELECT d.id, d.event_id, d.endpoint_id, e.type, d.state, d.attempts, d.due_at, d.created_at, d.ended_at
            FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id
            """;

    private static final String DUE = """
            SELECT d.id, d.event_id, d.attempts, d.tries, d.begun_at, e.payload
            FROM webhook_deliveries d JOIN webhook_events e ON e.id = d.event_id
            """;

    @Override
    public boolean happened(WebhookEventId event, StoreId store, SellerEventType type, String payload, Instant now) {
        try {
            sql.update(
                    "INSERT INTO webhook_events (id, store_id, type, payload, created_at) VALUES (?, ?, ?, ?, ?)",
                    event,
                    store,
                    type.text(),
                    payload,
                    now);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    @Override
    public void add(WebhookDeliveryId id, WebhookEventId event, Endpoint endpoint, Instant now) {
        boolean sent = endpoint.isEnabled();
        sql.update(
                """
                INSERT INTO webhook_deliveries
                    (id, event_id, endpoint_id, state, tries, attempts, due_at, begun_at, created_at, ended_at)
                VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?)""",
                id,
                event,
                endpoint.id(),
                (sent ? DeliveryState.PENDING : DeliveryState.NOT_SENT).text(),
                sent ? now : null,
                now,
                now,
                sent ? null : now);
    }

    @Override
    public Optional<Delivery> find(WebhookDeliveryId id) {
        return sql.first(SELECT + "WHERE d.id = ?", SqlDeliveries::delivery, id);
    }

    @Override
    public String payload(WebhookEventId event) {
        return sql.first("SELECT payload FROM webhook_events WHERE id = ?", row -> row.text("payload"), event)
                .orElseThrow();
    }

    @Override
    public List<Attempt> attempts(WebhookDeliveryId id) {
        return sql.query(
                """
                SELECT number, begun_at, millis, result, status, response FROM webhook_attempts
                WHERE delivery_id = ? ORDER BY number""",
                row -> new Attempt(
                        row.integer("number"),
                        row.instant("begun_at"),
                        Duration.ofMillis(row.integer("millis")),
                        AttemptResult.of(row.text("result")),
                        row.findInteger("status"),
                        row.text("response")),
                id);
    }

    @Override
    public List<Delivery> of(WebhookEndpointId endpoint, Filter filter, Optional<WebhookDeliveryId> before, int limit) {
        Optional<String> state = filter.state().map(DeliveryState::text);
        Optional<String> type = filter.type().map(SellerEventType::text);
        return sql.query(
                SELECT + """
                        WHERE d.endpoint_id = ? AND (? IS NULL OR d.id < ?) AND (? IS NULL OR d.state = ?) AND (? IS NULL OR e.type = ?)
                        ORDER BY d.id DESC LIMIT ?""", SqlDeliveries::delivery, endpoint, before, before, state, state, type, type, limit);
    }

    @Override
    public int underWay(WebhookEndpointId endpoint, Instant now) {
        return sql.first(
                        "SELECT COUNT(*) AS leases FROM webhook_deliveries WHERE endpoint_id = ? AND leased_until > ?",
                        row -> row.integer("leases"),
                        endpoint,
                        now)
                .orElse(0);
    }

    @Override
    public Optional<Due> next(WebhookEndpointId endpoint, Instant now) {
        return sql.first(
                DUE + "WHERE d.endpoint_id = ? AND d.due_at <= ? ORDER BY d.due_at LIMIT 1",
                SqlDeliveries::due,
                endpoint,
                now);
    }

    @Override
    public Optional<Due> due(WebhookDeliveryId id, Instant now) {
        return sql.first(DUE + "WHERE d.id = ? AND d.due_at <= ?", SqlDeliveries::due, id, now);
    }

    @Override
    public void lease(Due due, Instant until) {
        sql.update(
                "UPDATE webhook_deliveries SET due_at = ?, leased_until = ?, tries = ?, attempts = ? WHERE id = ?",
                until,
                until,
                due.tries(),
                due.number(),
                due.id());
    }

    @Override
    public void log(WebhookDeliveryId id, Attempt attempt) {
        sql.update(
                """
                INSERT INTO webhook_attempts (delivery_id, number, begun_at, millis, result, status, response)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                id,
                attempt.number(),
                attempt.at(),
                Math.toIntExact(attempt.took().toMillis()),
                attempt.result().text(),
                attempt.status(),
                attempt.response());
    }

    @Override
    public void delivered(WebhookDeliveryId id, Instant now) {
        sql.update("""
                UPDATE webhook_deliveries
                SET state = 'delivered', due_at = NULL, leased_until = NULL, ended_at = ?
                WHERE id = ? AND state <> 'delivered'""", now, id);
    }

    @Override
    public void again(Due due, Instant at) {
        sql.update("""
                UPDATE webhook_deliveries SET due_at = ?, leased_until = NULL
                WHERE id = ? AND state = 'pending' AND attempts = ?""", at, due.id(), due.number());
    }

    @Override
    public boolean failed(Due due, Instant now) {
        return sql.update("""
                        UPDATE webhook_deliveries SET state = 'failed', due_at = NULL, leased_until = NULL, ended_at = ?
                        WHERE id = ? AND state = 'pending' AND attempts = ?""", now, due.id(), due.number()) == 1;
    }

    @Override
    public void stop(WebhookEndpointId endpoint, Instant now) {
        sql.update("""
                UPDATE webhook_deliveries SET state = 'not_sent', due_at = NULL, leased_until = NULL, ended_at = ?
                WHERE endpoint_id = ? AND due_at IS NOT NULL""", now, endpoint);
    }

    @Override
    public void begin(WebhookDeliveryId id, Instant now) {
        sql.update("""
                UPDATE webhook_deliveries
                SET state = 'pending', tries = 0, due_at = ?, leased_until = NULL, begun_at = ?, ended_at = NULL
                WHERE id = ? AND (leased_until IS NULL OR leased_until <= ?)""", now, now, id, now);
    }

    @Override
    public List<WebhookEndpointId> dueEndpoints(Instant now, int limit) {
        return sql.query("""
                SELECT p.id FROM webhook_endpoints p
                JOIN (SELECT DISTINCT endpoint_id FROM webhook_deliveries WHERE due_at <= ?) d ON d.endpoint_id = p.id
                ORDER BY p.failing_since IS NOT NULL OR p.slow, p.last_attempt_at, p.id LIMIT ?""", row -> new WebhookEndpointId(row.uuid("id")), now, limit);
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return sql.query("""
                        SELECT MIN(d.due_at) AS oldest FROM webhook_deliveries d
                        JOIN webhook_endpoints p ON p.id = d.endpoint_id
                        WHERE d.due_at <= ? AND p.failing_since IS NULL AND NOT p.slow""", row -> row.findInstant("oldest"), now).getFirst();
    }

    @Override
    public int forget(Instant time, int limit) {
        return forgetAll(sql.query(
                "SELECT id FROM webhook_deliveries WHERE created_at < ? AND due_at IS NULL ORDER BY created_at LIMIT ?",
                row -> row.uuid("id"),
                time,
                limit));
    }

    @Override
    public int forget(WebhookEndpointId endpoint, int limit) {
        return forgetAll(sql.query(
                "SELECT id FROM webhook_deliveries WHERE endpoint_id = ? LIMIT ?",
                row -> row.uuid("id"),
                endpoint,
                limit));
    }

    private int forgetAll(List<UUID> deliveries) {
        if (!deliveries.isEmpty()) {
            String these = "IN (?" + ", ?".repeat(deliveries.size() - 1) + ")";
            sql.update("DELETE FROM webhook_attempts WHERE delivery_id " + these, deliveries.toArray());
            sql.update("DELETE FROM webhook_deliveries WHERE id " + these, deliveries.toArray());
        }
        return deliveries.size();
    }

    @Override
    public int forgetEvents(Instant time, int limit) {
        List<UUID> events = sql.query("""
                SELECT e.id FROM webhook_events e
                WHERE e.created_at < ? AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.event_id = e.id)
                ORDER BY e.created_at LIMIT ?""", row -> row.uuid("id"), time, limit);
        if (!events.isEmpty()) {
            String these = "IN (?" + ", ?".repeat(events.size() - 1) + ")";
            sql.update("DELETE FROM webhook_events WHERE id " + these, events.toArray());
        }
        return events.size();
    }

    @Override
    public int forgetMessages(Instant time, int limit) {
        return sql.update("DELETE FROM webhooks_outbox WHERE sent_at < ? LIMIT ?", time, limit);
    }

    private static Due due(Row row) throws SQLException {
        return new Due(
                new WebhookDeliveryId(row.uuid("id")),
                new WebhookEventId(row.uuid("event_id")),
                row.text("payload"),
                row.integer("attempts") + 1,
                row.integer("tries") + 1,
                row.instant("begun_at"));
    }

    private static Delivery delivery(Row row) throws SQLException {
        return new Delivery(
                new WebhookDeliveryId(row.uuid("id")),
                new WebhookEventId(row.uuid("event_id")),
                new WebhookEndpointId(row.uuid("endpoint_id")),
                SellerEventType.parse(row.text("type")).orElseThrow(),
                DeliveryState.parse(row.text("state")).orElseThrow(),
                row.integer("attempts"),
                row.findInstant("due_at"),
                row.instant("created_at"),
                row.findInstant("ended_at"));
    }
}
