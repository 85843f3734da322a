package dev.souk.live;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@link Watches} in the table {@code live_watches}. */
record SqlWatches(Sql sql) implements Watches {
    @Override
    public List<ConnectionId> of(OrderId order) {
        return sql.query(
                "SELECT connection_id FROM live_watches WHERE order_id = ?",
                row -> new ConnectionId(row.text("connection_id")),
                order);
    }

    @Override
    public boolean has(ConnectionId connection, OrderId order) {
        return count("connection_id = ? AND order_id = ?", connection.text(), order) == 1;
    }

    @Override
    public int countOf(ConnectionId connection) {
        return count("connection_id = ?", connection.text());
    }

    @Override
    public int countOf(OrderId order) {
        return count("order_id = ?", order);
    }

    private int count(String where, @Nullable Object... parameters) {
        return sql.query(
                        "SELECT COUNT(*) AS watches FROM live_watches WHERE " + where,
                        row -> row.integer("watches"),
                        parameters)
                .getFirst();
    }

    @Override
    public void add(ConnectionId connection, OrderId order, int told) {
        sql.update(
                "INSERT INTO live_watches (connection_id, order_id, told_version) VALUES (?, ?, ?)",
                connection.text(),
                order,
                told);
    }

    @Override
    public void remove(ConnectionId connection, OrderId order) {
        sql.update("DELETE FROM live_watches WHERE connection_id = ? AND order_id = ?", connection.text(), order);
    }

    @Override
    public OptionalInt lock(ConnectionId connection, OrderId order) {
        Optional<Integer> told = sql.first(
                "SELECT told_version FROM live_watches WHERE connection_id = ? AND order_id = ? FOR UPDATE",
                row -> row.integer("told_version"),
                connection.text(),
                order);
        return told.isPresent() ? OptionalInt.of(told.get()) : OptionalInt.empty();
    }

    @Override
    public void told(ConnectionId connection, OrderId order, int version) {
        sql.update(
                "UPDATE live_watches SET told_version = ? WHERE connection_id = ? AND order_id = ?",
                version,
                connection.text(),
                order);
    }
}
