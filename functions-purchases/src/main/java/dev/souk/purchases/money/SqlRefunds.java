package dev.souk.purchases.money;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.RefundId;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Refunds} in the tables {@code refunds} and {@code refund_lines}. */
final class SqlRefunds implements Refunds {
    private static final String SELECT = """
            SELECT id, order_id, payment_intent, origin, state, amount, currency, reason, stripe_refund, asked_by,
                   attempts, key_at, created_at
            FROM refunds
            """;

    private final Sql sql;

    SqlRefunds(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Refund refund, Optional<Instant> due) {
        sql.update(
                """
                INSERT INTO refunds (id, order_id, payment_intent, origin, state, amount, currency, reason, stripe_refund,
                                     asked_by, due_at, created_at, settled_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                refund.id(),
                refund.order(),
                refund.paymentIntent(),
                text(refund.origin()),
                text(refund.state()),
                refund.amount().amount(),
                refund.amount().currency().name(),
                refund.reason(),
                refund.stripeRefund(),
                refund.askedBy(),
                due,
                refund.createdAt(),
                refund.state() == Refund.State.MADE ? Optional.of(refund.createdAt()) : Optional.empty());
        for (Refund.Part part : refund.parts()) {
            sql.update(
                    "INSERT INTO refund_lines (refund_id, position, amount, tax_amount, fee_amount) VALUES (?, ?, ?, ?, ?)",
                    refund.id(),
                    part.position(),
                    part.amount(),
                    part.tax(),
                    part.fee());
        }
    }

    @Override
    public Optional<Refund> find(RefundId id) {
        return many(SELECT + "WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<Refund> byStripe(String stripeRefund) {
        return many(SELECT + "WHERE stripe_refund = ?", stripeRefund).stream().findFirst();
    }

    @Override
    public List<Refund> of(OrderId order) {
        return many(SELECT + "WHERE order_id = ? ORDER BY id", order);
    }

    @Override
    public Map<Integer, Refund.Part> taken(OrderId order) {
        return sums(order, "r.state <> 'failed'");
    }

    @Override
    public Map<Integer, Refund.Part> gone(OrderId order) {
        return sums(order, "r.state = 'made'");
    }

    private Map<Integer, Refund.Part> sums(OrderId order, String which) {
        Map<Integer, Refund.Part> sums = new HashMap<>();
        sql.query(
                """
                SELECT l.position, CAST(SUM(l.amount) AS SIGNED) AS amount, CAST(SUM(l.tax_amount) AS SIGNED) AS tax,
                       CAST(SUM(l.fee_amount) AS SIGNED) AS fee
                FROM refunds r JOIN refund_lines l ON l.refund_id = r.id
                WHERE r.order_id = ? AND\s""" + which + " GROUP BY l.position",
                row -> sums.put(
                        row.integer("position"),
                        new Refund.Part(
                                row.integer("position"), row.number("amount"), row.number("tax"), row.number("fee"))),
                order);
        return sums;
    }

    @Override
    public boolean made(RefundId id, String stripeRefund, Instant at) {
        int moved = sql.update("""
                UPDATE refunds SET state = 'made', stripe_refund = ?, due_at = NULL, settled_at = ?
                WHERE id = ? AND state = 'asked'
                """, stripeRefund, at, id);
        return moved == 1;
    }

    @Override
    public boolean failed(RefundId id, Instant at) {
        int moved = sql.update("""
                UPDATE refunds SET state = 'failed', due_at = NULL, settled_at = ? WHERE id = ? AND state <> 'failed'
                """, at, id);
        return moved == 1;
    }

    @Override
    public List<RefundId> takeDue(Instant now, Instant again, int most) {
        List<RefundId> due = sql.query(
                "SELECT id FROM refunds WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> new RefundId(row.uuid("id")),
                now,
                most);
        if (!due.isEmpty()) {
            List<@Nullable Object> parameters = new ArrayList<>();
            parameters.add(again);
            parameters.addAll(due);
            sql.update(
                    "UPDATE refunds SET due_at = ? WHERE id IN (?" + ", ?".repeat(due.size() - 1) + ")",
                    parameters.toArray());
        }
        return due;
    }

    @Override
    public void attempted(RefundId id, RetryKey key) {
        sql.update(
                "UPDATE refunds SET attempts = ?, key_at = ? WHERE id = ? AND state = 'asked'",
                key.attempt(),
                key.since(),
                id);
    }

    private List<Refund> many(String select, Object parameter) {
        List<Refund> bare = sql.query(select, SqlRefunds::withoutParts, parameter);
        return bare.stream().map(this::withParts).toList();
    }

    private Refund withParts(Refund refund) {
        List<Refund.Part> parts = sql.query(
                "SELECT position, amount, tax_amount, fee_amount FROM refund_lines WHERE refund_id = ? ORDER BY position",
                row -> new Refund.Part(
                        row.integer("position"),
                        row.number("amount"),
                        row.number("tax_amount"),
                        row.number("fee_amount")),
                refund.id());
        return new Refund(
                refund.id(),
                refund.order(),
                refund.paymentIntent(),
                refund.origin(),
                refund.state(),
                refund.amount(),
                refund.reason(),
                parts,
                refund.stripeRefund(),
                refund.askedBy(),
                refund.key(),
                refund.createdAt());
    }

    private static Refund withoutParts(Row row) throws SQLException {
        return new Refund(
                new RefundId(row.uuid("id")),
                new OrderId(row.uuid("order_id")),
                row.text("payment_intent"),
                Refund.Origin.valueOf(row.text("origin").toUpperCase(Locale.ROOT)),
                Refund.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                new Money(row.number("amount"), Currency.valueOf(row.text("currency"))),
                row.text("reason"),
                List.of(),
                row.findText("stripe_refund"),
                row.findUuid("asked_by").map(UserId::new),
                new RetryKey(row.integer("attempts"), row.findInstant("key_at")),
                row.instant("created_at"));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
