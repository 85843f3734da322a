package dev.souk.live.push;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.log.Log;
import dev.souk.live.ConnectionId;
import dev.souk.live.Connections;
import dev.souk.live.OrderNow;
import dev.souk.live.OrderStates;
import dev.souk.live.OrderText;
import dev.souk.live.Watches;
import dev.souk.live.push.OpenConnections.Posted;
import dev.souk.model.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells those who watch an order how it stands. */
public final class Pushing {
    /** API Gateway ends a connection after two hours. */
    static final Duration LONGEST_CONNECTION = Duration.ofHours(3);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final int SWEEP = 100;

    private final Database database;
    private final OpenConnections connections;
    private final Clock clock;
    private final Log log;
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.EPOCH);

    public Pushing(Database database, OpenConnections connections, Clock clock, Log log) {
        this.database = database;
        this.connections = connections;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Tells all who watch {@code order} and do not know. Those that cannot be told now do not keep the others from it.
     *
     * @throws NotPosted when somebody could not be told: to be done again, and only for them
     */
    public void push(OrderId order) {
        @Nullable NotPosted failed = null;
        int sent = 0;
        for (ConnectionId connection : Watches.in(database).of(order)) {
            try {
                Optional<Posted> posted = database.transaction(tx -> told(tx, connection, order));
                if (posted.equals(Optional.of(Posted.GONE))) {
                    forget(connection);
                } else if (posted.isPresent()) {
                    sent++;
                }
            } catch (NotPosted e) {
                failed = e;
                if (!e.isAnybodyThere()) {
                    break;
                }
            }
        }
        if (sent > 0) {
            log.info("live.pushed", "order", order, "connections", sent);
        }
        if (failed != null) {
            throw failed;
        }
    }

    /**
     * The row of the watch is held while its connection is told, and the order is read after it was got: so a second worker that has read
     * something newer comes after, and one that has read something older finds that it is known. Whoever waits for the row waits for one
     * call of API Gateway.
     */
    private Optional<Posted> told(Sql tx, ConnectionId connection, OrderId order) {
        OptionalInt told = Watches.in(tx).lock(connection, order);
        Optional<OrderNow> now = told.isPresent() ? OrderStates.in(tx).find(order) : Optional.empty();
        if (now.isEmpty() || now.get().version() <= told.getAsInt()) {
            return Optional.empty();
        }
        Posted posted = connections.post(connection, OrderText.of(now.get()));
        Watches.in(tx).told(connection, order, now.get().version());
        return Optional.of(posted);
    }

    private void forget(ConnectionId connection) {
        database.transaction(tx -> Connections.in(tx).close(connection));
        log.info("live.connection_gone", "connection", connection);
    }

    /** Forgets connections whose end nobody told of, if there are any. One indexed query, and that once a minute at most. */
    public void sweep() {
        Instant now = clock.instant();
        Instant last = swept.get();
        if (now.isBefore(last.plus(BETWEEN_SWEEPS)) || !swept.compareAndSet(last, now)) {
            return;
        }
        List<ConnectionId> old = Connections.in(database).openedBefore(now.minus(LONGEST_CONNECTION), SWEEP);
        for (ConnectionId connection : old) {
            database.transaction(tx -> Connections.in(tx).close(connection));
        }
        if (!old.isEmpty()) {
            log.info("live.swept", "connections", old.size());
        }
    }
}
