package dev.souk.purchases.money;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import dev.souk.model.TransferId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Transfers} in the tables {@code transfers}, {@code transfer_reversals} and {@code store_balances}. */
final class SqlTransfers implements Transfers {
    private static final String SELECT = """
            SELECT id, order_id, store_id, sequence, payment_intent, currency, owed_amount, taken_back_amount, state, sent_amount,
                   reversed_amount, destination, stripe_transfer, attempts, key_at, due_at, created_at, sent_at
            FROM transfers
            """;

    private final Sql sql;

    SqlTransfers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Transfer transfer) {
        sql.update(
                """
                INSERT INTO transfers (id, order_id, store_id, sequence, payment_intent, currency, owed_amount, state,
                                       due_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'held', ?, ?)
                """,
                transfer.id(),
                transfer.order(),
                transfer.store(),
                transfer.sequence(),
                transfer.paymentIntent(),
                transfer.currency().name(),
                transfer.owed(),
                transfer.dueAt(),
                transfer.createdAt());
    }

    @Override
    public Optional<Transfer> find(TransferId id) {
        return sql.first(SELECT + "WHERE id = ?", SqlTransfers::transfer, id);
    }

    @Override
    public Optional<Transfer> lock(TransferId id) {
        return sql.first(SELECT + "WHERE id = ? FOR UPDATE", SqlTransfers::transfer, id);
    }

    @Override
    public Optional<Transfer> byStripe(String stripeTransfer) {
        return sql.first(SELECT + "WHERE stripe_transfer = ?", SqlTransfers::transfer, stripeTransfer);
    }

    @Override
    public List<Transfer> of(OrderId order) {
        return sql.query(SELECT + "WHERE order_id = ? ORDER BY id", SqlTransfers::transfer, order);
    }

    @Override
    public List<Transfer> of(StoreId store, Optional<TransferId> before, int most) {
        return before.isPresent()
                ? sql.query(
                        SELECT + "WHERE store_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        SqlTransfers::transfer,
                        store,
                        before.get(),
                        most)
                : sql.query(
                        SELECT + "WHERE store_id = ? ORDER BY id DESC LIMIT ?", SqlTransfers::transfer, store, most);
    }

    @Override
    public List<Transfer> lockAll(OrderId order, StoreId store) {
        return sql.query(
                SELECT + "WHERE order_id = ? AND store_id = ? ORDER BY sequence DESC FOR UPDATE",
                SqlTransfers::transfer,
                order,
                store);
    }

    @Override
    public void takeBack(TransferId id, long amount, Instant due) {
        sql.update(
                "UPDATE transfers SET taken_back_amount = taken_back_amount + ?, due_at = ? WHERE id = ?",
                amount,
                due,
                id);
    }

    @Override
    public List<TransferId> takeDue(Instant now, Instant again, int most) {
        List<TransferId> due = sql.query(
                "SELECT id FROM transfers WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> new TransferId(row.uuid("id")),
                now,
                most);
        if (!due.isEmpty()) {
            List<@Nullable Object> parameters = new ArrayList<>();
            parameters.add(again);
            parameters.addAll(due);
            sql.update(
                    "UPDATE transfers SET due_at = ? WHERE id IN (?" + ", ?".repeat(due.size() - 1) + ")",
                    parameters.toArray());
        }
        return due;
    }

    @Override
    public void due(TransferId id, Optional<Instant> at) {
        sql.update("UPDATE transfers SET due_at = ? WHERE id = ?", at, id);
    }

    @Override
    public void lockBalance(StoreId store, Currency currency) {
        sql.update(
                "INSERT INTO store_balances (store_id, currency) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE currency = VALUES(currency)",
                store,
                currency.name());
        sql.query(
                "SELECT currency FROM store_balances WHERE store_id = ? AND currency = ? FOR UPDATE",
                row -> row.text("currency"),
                store,
                currency.name());
    }

    @Override
    public long beingSent(StoreId store, Currency currency) {
        return sql.first("""
                        SELECT CAST(COALESCE(SUM(sent_amount), 0) AS SIGNED) AS amount FROM transfers
                        WHERE store_id = ? AND currency = ? AND state = 'sending'
                        """, row -> row.number("amount"), store, currency.name())
                .orElse(0L);
    }

    @Override
    public long comingBack(StoreId store, Currency currency) {
        return sql.first("""
                        SELECT CAST(COALESCE(SUM(sent_amount - reversed_amount - owed_amount + taken_back_amount), 0) AS SIGNED) AS amount
                        FROM transfers t
                        WHERE due_at IS NOT NULL AND store_id = ? AND currency = ? AND state IN ('sending', 'sent')
                          AND sent_amount - reversed_amount > owed_amount - taken_back_amount
                          AND NOT EXISTS (SELECT 1 FROM transfer_reversals r WHERE r.transfer_id = t.id AND r.state = 'refused')
                        """, row -> row.number("amount"), store, currency.name())
                .orElse(0L);
    }

    @Override
    public void sending(TransferId id, long amount, String destination, RetryKey key) {
        sql.update("""
                UPDATE transfers SET state = 'sending', sent_amount = ?, destination = ?, attempts = ?, key_at = ?
                WHERE id = ? AND state = 'held'
                """, amount, destination, key.attempt(), key.since(), id);
    }

    @Override
    public void attempted(TransferId id, RetryKey key) {
        sql.update("UPDATE transfers SET attempts = ?, key_at = ? WHERE id = ?", key.attempt(), key.since(), id);
    }

    @Override
    public boolean sent(TransferId id, String stripeTransfer, Instant at) {
        int moved = sql.update("""
                UPDATE transfers SET state = 'sent', stripe_transfer = ?, sent_at = ?, due_at = NULL
                WHERE id = ? AND state = 'sending'
                """, stripeTransfer, at, id);
        return moved == 1;
    }

    @Override
    public void held(TransferId id, Instant due) {
        sql.update("""
                UPDATE transfers SET state = 'held', sent_amount = 0, key_at = NULL, due_at = ?
                WHERE id = ? AND state = 'sending'
                """, due, id);
    }

    @Override
    public void askReversal(Reversal reversal, Instant at) {
        sql.update(
                """
                INSERT INTO transfer_reversals (id, transfer_id, state, amount, attempts, key_at, created_at)
                VALUES (?, ?, 'asked', ?, ?, ?, ?)
                """,
                reversal.id(),
                reversal.transfer(),
                reversal.amount(),
                reversal.key().attempt(),
                reversal.key().since(),
                at);
    }

    @Override
    public List<Reversal> openReversals(TransferId id) {
        return sql.query(
                """
                SELECT id, amount, attempts, key_at FROM transfer_reversals
                WHERE transfer_id = ? AND state = 'asked' ORDER BY id
                """,
                row -> new Reversal(
                        row.uuid("id"),
                        id,
                        row.number("amount"),
                        new RetryKey(row.integer("attempts"), row.findInstant("key_at"))),
                id);
    }

    @Override
    public void attempted(UUID reversal, RetryKey key) {
        sql.update(
                "UPDATE transfer_reversals SET attempts = ?, key_at = ? WHERE id = ? AND state = 'asked'",
                key.attempt(),
                key.since(),
                reversal);
    }

    @Override
    public boolean reversed(Reversal reversal, String stripeReversal, Instant at) {
        int moved = sql.update("""
                UPDATE transfer_reversals SET state = 'made', stripe_reversal = ?, settled_at = ?
                WHERE id = ? AND state = 'asked'
                """, stripeReversal, at, reversal.id());
        return moved == 1 && count(reversal.transfer(), reversal.amount());
    }

    @Override
    public boolean reversedElsewhere(TransferId id, UUID reversal, long amount, String stripeReversal, Instant at) {
        boolean known = sql.first(
                        "SELECT id FROM transfer_reversals WHERE stripe_reversal = ?",
                        row -> row.uuid("id"),
                        stripeReversal)
                .isPresent();
        if (known) {
            return false;
        }
        sql.update("""
                INSERT INTO transfer_reversals (id, transfer_id, state, amount, stripe_reversal, created_at, settled_at)
                VALUES (?, ?, 'made', ?, ?, ?, ?)
                """, reversal, id, amount, stripeReversal, at, at);
        return count(id, amount);
    }

    private boolean count(TransferId id, long amount) {
        return sql.update("UPDATE transfers SET reversed_amount = reversed_amount + ? WHERE id = ?", amount, id) == 1;
    }

    @Override
    public void refused(UUID reversal, Instant at) {
        sql.update(
                "UPDATE transfer_reversals SET state = 'refused', settled_at = ? WHERE id = ? AND state = 'asked'",
                at,
                reversal);
    }

    @Override
    public boolean wasRefused(TransferId id) {
        return sql.first(
                        "SELECT id FROM transfer_reversals WHERE transfer_id = ? AND state = 'refused' LIMIT 1",
                        row -> row.uuid("id"),
                        id)
                .isPresent();
    }

    private static Transfer transfer(Row row) throws SQLException {
        return new Transfer(
                new TransferId(row.uuid("id")),
                new OrderId(row.uuid("order_id")),
                new StoreId(row.uuid("store_id")),
                row.integer("sequence"),
                row.text("payment_intent"),
                Currency.valueOf(row.text("currency")),
                row.number("owed_amount"),
                row.number("taken_back_amount"),
                Transfer.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                row.number("sent_amount"),
                row.number("reversed_amount"),
                row.findText("destination"),
                row.findText("stripe_transfer"),
                new RetryKey(row.integer("attempts"), row.findInstant("key_at")),
                row.findInstant("due_at"),
                row.instant("created_at"),
                row.findInstant("sent_at"));
    }
}
