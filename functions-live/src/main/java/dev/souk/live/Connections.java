package dev.souk.live;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;

/** The open connections, as far as we were told. */
public interface Connections {
    static Connections in(Sql sql) {
        return new SqlConnections(sql);
    }

    void open(ConnectionId connection, Instant at);

    /** True when it is open; it then stays so until this transaction ends. */
    boolean lock(ConnectionId connection);

    /** Forgets it with all that it watches; false when that was done before. In one transaction. */
    boolean close(ConnectionId connection);

    /** Those that were opened before {@code time}, the oldest first, at most {@code most}. */
    List<ConnectionId> openedBefore(Instant time, int most);
}
