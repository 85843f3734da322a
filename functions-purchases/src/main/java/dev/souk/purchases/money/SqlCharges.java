package dev.souk.purchases.money;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Charges} in the table {@code charges}. */
final class SqlCharges implements Charges {
    private static final String SELECT =
            "SELECT payment_intent, order_id, role, amount, currency, charge FROM charges ";

    private final Sql sql;

    SqlCharges(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean add(Charge charge, Instant at, Instant lookDue) {
        try {
            sql.update(
                    """
                    INSERT INTO charges (payment_intent, order_id, role, amount, currency, recorded_at, look_due_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    charge.paymentIntent(),
                    charge.order(),
                    charge.role().name().toLowerCase(Locale.ROOT),
                    charge.amount().amount(),
                    charge.amount().currency().name(),
                    at,
                    lookDue);
            return true;
        } catch (DuplicateKey _) {
            return false;
        }
    }

    @Override
    public Optional<Charge> find(String paymentIntent) {
        return sql.first(SELECT + "WHERE payment_intent = ?", SqlCharges::charge, paymentIntent);
    }

    @Override
    public void known(String paymentIntent, String charge) {
        sql.update("UPDATE charges SET charge = ?, look_due_at = NULL WHERE payment_intent = ?", charge, paymentIntent);
    }

    @Override
    public List<Charge> takeDue(Instant now, Instant again, int most) {
        List<Charge> due = sql.query(
                SELECT + "WHERE look_due_at <= ? ORDER BY look_due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                SqlCharges::charge,
                now,
                most);
        if (!due.isEmpty()) {
            List<@Nullable Object> parameters = new ArrayList<>();
            parameters.add(again);
            due.forEach(charge -> parameters.add(charge.paymentIntent()));
            sql.update(
                    "UPDATE charges SET look_due_at = ? WHERE payment_intent IN (?" + ", ?".repeat(due.size() - 1)
                            + ")",
                    parameters.toArray());
        }
        return due;
    }

    private static Charge charge(Row row) throws SQLException {
        return new Charge(
                row.text("payment_intent"),
                new OrderId(row.uuid("order_id")),
                Charge.Role.valueOf(row.text("role").toUpperCase(Locale.ROOT)),
                new Money(row.number("amount"), Currency.valueOf(row.text("currency"))),
                row.findText("charge"));
    }
}
