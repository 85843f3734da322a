package dev.souk.live.watch;

import dev.souk.lambda.auth.Reader;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.live.ConnectionId;
import dev.souk.live.Connections;
import dev.souk.live.OrderNow;
import dev.souk.live.OrderStates;
import dev.souk.live.Watches;
import dev.souk.live.watch.WatchOutcome.NoSuchOrder;
import dev.souk.live.watch.WatchOutcome.NotConnected;
import dev.souk.live.watch.WatchOutcome.TooManyWatchers;
import dev.souk.live.watch.WatchOutcome.TooManyWatches;
import dev.souk.live.watch.WatchOutcome.Watched;
import dev.souk.model.OrderId;
import java.time.Clock;
import java.util.Optional;

/** Connections come, watch orders, and go. */
public final class Watching {
    /** The orders that one connection watches at once. */
    static final int MOST_OF_CONNECTION = 20;

    /** Those who watch one order at once, give or take who come at the same moment: a buyer has few windows open. */
    static final int MOST_OF_ORDER = 20;

    private final Database database;
    private final Clock clock;

    public Watching(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void connected(ConnectionId connection) {
        Connections.in(database).open(connection, clock.instant());
    }

    /** It watches nothing any more; false when that was known. */
    public boolean disconnected(ConnectionId connection) {
        return database.transaction(tx -> Connections.in(tx).close(connection));
    }

    /**
     * From now on {@code connection} is told of each change of {@code order}. How it stands is read once more when that is kept: what changes
     * later is pushed, so that nothing is missed in between.
     */
    public WatchOutcome watch(ConnectionId connection, OrderId order, Reader reader) {
        WatchOutcome kept = database.transaction(tx -> kept(tx, connection, order, reader));
        if (kept instanceof Watched(OrderNow before)) {
            return new Watched(OrderStates.in(database).find(order).orElse(before));
        }
        return kept;
    }

    private static WatchOutcome kept(Sql tx, ConnectionId connection, OrderId order, Reader reader) {
        if (!Connections.in(tx).lock(connection)) {
            return new NotConnected();
        }
        Optional<OrderNow> now = OrderStates.in(tx).find(order, reader);
        if (now.isEmpty()) {
            return new NoSuchOrder();
        }
        Watches watches = Watches.in(tx);
        if (!watches.has(connection, order)) {
            if (watches.countOf(connection) >= MOST_OF_CONNECTION) {
                return new TooManyWatches();
            }
            if (watches.countOf(order) >= MOST_OF_ORDER) {
                return new TooManyWatchers();
            }
            watches.add(connection, order, now.get().version());
        }
        return new Watched(now.get());
    }

    /** Whether it watched the order is not told: it does not now. */
    public void unwatch(ConnectionId connection, OrderId order) {
        Watches.in(database).remove(connection, order);
    }
}
