package dev.souk.purchases.money;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.DisputeId;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@link Disputes} in the table {@code disputes}. */
final class SqlDisputes implements Disputes {
    private static final String SELECT = """
            SELECT id, stripe_dispute, order_id, payment_intent, stage, amount, currency, reason, evidence_due_at,
                   opened_at, closed_at
            FROM disputes
            """;

    private final Sql sql;

    SqlDisputes(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Dispute dispute) {
        sql.update(
                """
                INSERT INTO disputes (id, stripe_dispute, order_id, payment_intent, stage, amount, currency, reason,
                                      evidence_due_at, opened_at, closed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                dispute.id(),
                dispute.stripeDispute(),
                dispute.order(),
                dispute.paymentIntent(),
                text(dispute.stage()),
                dispute.amount().amount(),
                dispute.amount().currency().name(),
                dispute.reason(),
                dispute.evidenceDueAt(),
                dispute.openedAt(),
                dispute.closedAt());
    }

    @Override
    public Optional<Dispute> find(DisputeId id) {
        return sql.first(SELECT + "WHERE id = ?", SqlDisputes::dispute, id);
    }

    @Override
    public Optional<Dispute> byStripe(String stripeDispute) {
        return sql.first(SELECT + "WHERE stripe_dispute = ?", SqlDisputes::dispute, stripeDispute);
    }

    @Override
    public List<Dispute> of(OrderId order) {
        return sql.query(SELECT + "WHERE order_id = ? ORDER BY id", SqlDisputes::dispute, order);
    }

    @Override
    public List<Dispute> of(StoreId store, Optional<DisputeId> before, int most) {
        String ofStore = "WHERE order_id IN (SELECT order_id FROM order_lines WHERE store_id = ?) ";
        return before.isPresent()
                ? sql.query(
                        SELECT + ofStore + "AND id < ? ORDER BY id DESC LIMIT ?",
                        SqlDisputes::dispute,
                        store,
                        before.get(),
                        most)
                : sql.query(SELECT + ofStore + "ORDER BY id DESC LIMIT ?", SqlDisputes::dispute, store, most);
    }

    @Override
    public boolean move(DisputeId id, Dispute.Stage from, Dispute.Stage to, Optional<Instant> closedAt) {
        return sql.update(
                        "UPDATE disputes SET stage = ?, closed_at = ? WHERE id = ? AND stage = ?",
                        text(to),
                        closedAt,
                        id,
                        text(from))
                == 1;
    }

    private static Dispute dispute(Row row) throws SQLException {
        return new Dispute(
                new DisputeId(row.uuid("id")),
                row.text("stripe_dispute"),
                new OrderId(row.uuid("order_id")),
                row.text("payment_intent"),
                Dispute.Stage.valueOf(row.text("stage").toUpperCase(Locale.ROOT)),
                new Money(row.number("amount"), Currency.valueOf(row.text("currency"))),
                row.text("reason"),
                row.findInstant("evidence_due_at"),
                row.instant("opened_at"),
                row.findInstant("closed_at"));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
