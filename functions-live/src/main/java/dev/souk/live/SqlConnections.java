package dev.souk.live;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;

/** {@link Connections} in the tables {@code live_connections} and {@code live_watches}. */
record SqlConnections(Sql sql) implements Connections {
    @Override
    public void open(ConnectionId connection, Instant at) {
        // Told of twice it is the same one: Lambda may call again.
        sql.update(
                "INSERT IGNORE INTO live_connections (connection_id, connected_at) VALUES (?, ?)",
                connection.text(),
                at);
    }

    @Override
    public boolean lock(ConnectionId connection) {
        return sql.first(
                        "SELECT connection_id FROM live_connections WHERE connection_id = ? FOR UPDATE",
                        row -> row.text("connection_id"),
                        connection.text())
                .isPresent();
    }

    @Override
    public boolean close(ConnectionId connection) {
        // The row of the connection first: whoever wants to watch something waits for it, and then finds none.
        boolean was = sql.update("DELETE FROM live_connections WHERE connection_id = ?", connection.text()) == 1;
        sql.update("DELETE FROM live_watches WHERE connection_id = ?", connection.text());
        return was;
    }

    @Override
    public List<ConnectionId> openedBefore(Instant time, int most) {
        return sql.query(
                "SELECT connection_id FROM live_connections WHERE connected_at < ? ORDER BY connected_at LIMIT " + most,
                row -> new ConnectionId(row.text("connection_id")),
                time);
    }
}
