package dev.souk.webhooks;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Endpoints} in the table {@code webhook_endpoints}. */
record SqlEndpoints(Sql sql) implements Endpoints {
    private static final String SELECT = """
            SELECT id, store_id, url, event_types, description, state, disabled_because, disabled_at, failing_since, last_delivered_at,
                   slow, secret, previous_secret, previous_secret_until, version, created_at, updated_at
            FROM webhook_endpoints
            WHERE deleted_at IS NULL AND """;

    @Override
    public Optional<Endpoint> find(WebhookEndpointId id) {
        return sql.first(SELECT + " id = ?", SqlEndpoints::endpoint, id);
    }

    @Override
    public Optional<StoreRole> role(WebhookEndpointId id, UserId user) {
        return sql.first("""
                SELECT m.role
                FROM webhook_endpoints e JOIN store_members m ON m.store_id = e.store_id
                WHERE e.id = ? AND e.deleted_at IS NULL AND m.user_id = ?""", Members::role, id, user);
    }

    @Override
    public Optional<Endpoint> lock(WebhookEndpointId id) {
        return sql.first(SELECT + " id = ? FOR UPDATE", SqlEndpoints::endpoint, id);
    }

    @Override
    public List<Endpoint> of(StoreId store) {
        return sql.query(SELECT + " store_id = ? ORDER BY id", SqlEndpoints::endpoint, store);
    }

    @Override
    public List<Endpoint> lockAll(StoreId store) {
        return sql.query(SELECT + " store_id = ? ORDER BY id FOR UPDATE", SqlEndpoints::endpoint, store);
    }

    @Override
    public boolean add(Endpoint endpoint) {
        for (int slot = 1; slot <= Endpoint.MOST; slot++) {
            if (isTaken(endpoint.store(), slot)) {
                continue;
            }
            try {
                add(endpoint, slot);
                return true;
            } catch (DuplicateKey _) {
                // Somebody else has it now: the next one.
            }
        }
        return false;
    }

    private boolean isTaken(StoreId store, int slot) {
        return sql.first(
                        "SELECT id FROM webhook_endpoints WHERE store_id = ? AND slot = ?",
                        row -> row.uuid("id"),
                        store,
                        slot)
                .isPresent();
    }

    private void add(Endpoint endpoint, int slot) {
        sql.update(
                """
                INSERT INTO webhook_endpoints
                    (id, store_id, slot, url, event_types, description, state, secret, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                endpoint.id(),
                endpoint.store(),
                slot,
                endpoint.url().text(),
                types(endpoint.types()),
                endpoint.description(),
                endpoint.state().text(),
                endpoint.secrets().current().bytes(),
                endpoint.version(),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }

    @Override
    public boolean change(Endpoint endpoint, Instant now) {
        return sql.update(
                        """
                        UPDATE webhook_endpoints
                        SET url = ?, event_types = ?, description = ?, state = ?, disabled_because = ?, disabled_at = ?,
                            failing_since = ?, slow = ?, secret = ?, previous_secret = ?, previous_secret_until = ?,
                            updated_at = ?, version = version + 1
                        WHERE id = ? AND version = ? AND deleted_at IS NULL""",
                        endpoint.url().text(),
                        types(endpoint.types()),
                        endpoint.description(),
                        endpoint.state().text(),
                        endpoint.disabledBecause().map(DisabledBecause::text),
                        endpoint.disabledAt(),
                        endpoint.failingSince(),
                        endpoint.slow(),
                        endpoint.secrets().current().bytes(),
                        endpoint.secrets()
                                .previous()
                                .map(before -> before.secret().bytes())
                                .orElse(null),
                        endpoint.secrets().previous().map(Endpoint.Previous::until),
                        now,
                        endpoint.id(),
                        endpoint.version())
                == 1;
    }

    @Override
    public void took(WebhookEndpointId id, boolean slow, Instant now) {
        sql.update("""
                UPDATE webhook_endpoints SET failing_since = NULL, slow = ?, last_delivered_at = ?, last_attempt_at = ?
                WHERE id = ?""", slow, now, now, id);
    }

    @Override
    public void failed(WebhookEndpointId id, Instant now) {
        sql.update("""
                UPDATE webhook_endpoints SET failing_since = COALESCE(failing_since, ?), last_attempt_at = ?
                WHERE id = ?""", now, now, id);
    }

    @Override
    public void remove(WebhookEndpointId id, Instant now) {
        sql.update("""
                UPDATE webhook_endpoints
                SET deleted_at = ?, slot = NULL, url = '', description = '', secret = '', previous_secret = NULL
                WHERE id = ?""", now, id);
    }

    @Override
    public List<WebhookEndpointId> removed(int limit) {
        return sql.query(
                "SELECT id FROM webhook_endpoints WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT ?",
                row -> new WebhookEndpointId(row.uuid("id")),
                limit);
    }

    @Override
    public void forget(WebhookEndpointId id) {
        sql.update("DELETE FROM webhook_endpoints WHERE id = ? AND deleted_at IS NOT NULL", id);
    }

    private static String types(Set<SellerEventType> types) {
        return types.stream().sorted().map(SellerEventType::text).collect(Collectors.joining(" "));
    }

    private static Endpoint endpoint(Row row) throws SQLException {
        Optional<Instant> until = row.findInstant("previous_secret_until");
        return new Endpoint(
                new WebhookEndpointId(row.uuid("id")),
                new StoreId(row.uuid("store_id")),
                EndpointUrl.parse(row.text("url"), true).orElseThrow(),
                Arrays.stream(row.text("event_types").split(" "))
                        .flatMap(text -> SellerEventType.parse(text).stream())
                        .collect(Collectors.toSet()),
                row.text("description"),
                EndpointState.parse(row.text("state")).orElseThrow(),
                row.findText("disabled_because").map(DisabledBecause::of),
                row.findInstant("disabled_at"),
                row.findInstant("failing_since"),
                row.findInstant("last_delivered_at"),
                row.flag("slow"),
                new Endpoint.Secrets(
                        new SealedSecret(row.bytes("secret")),
                        until.isPresent()
                                ? Optional.of(new Endpoint.Previous(
                                        new SealedSecret(row.bytes("previous_secret")), until.get()))
                                : Optional.empty()),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
