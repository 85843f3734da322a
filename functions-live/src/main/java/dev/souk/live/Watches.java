package dev.souk.live;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import java.util.List;
import java.util.OptionalInt;

/** Which connection watches which order. */
public interface Watches {
    static Watches in(Sql sql) {
        return new SqlWatches(sql);
    }

    /** The connections that watch {@code order}. */
    List<ConnectionId> of(OrderId order);

    boolean has(ConnectionId connection, OrderId order);

    int countOf(ConnectionId connection);

    int countOf(OrderId order);

    /** @param told the version that the connection is told of */
    void add(ConnectionId connection, OrderId order, int told);

    void remove(ConnectionId connection, OrderId order);

    /**
     * The newest version that the connection was told of; empty when it does not watch the order any more. Until this transaction ends nobody
     * else tells it of another.
     */
    OptionalInt lock(ConnectionId connection, OrderId order);

    void told(ConnectionId connection, OrderId order, int version);
}
