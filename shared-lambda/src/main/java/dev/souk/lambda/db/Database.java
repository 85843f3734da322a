package dev.souk.lambda.db;

import dev.souk.lambda.id.IdSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The database of a function. Opens nothing until the first statement. Safe for use by many threads.
 *
 * <p>Isolation is READ COMMITTED: races are settled by conditional updates, unique keys and row counts, never by reading first.
 */
public final class Database implements Sql, AutoCloseable {
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    /** No attempt begins later than this after the first: a lock time-out takes seconds, and a caller waits. */
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(10);

    /** For so long a connection is taken to be alive after its last use. */
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    /** Set while this thread is inside a transaction: with one connection, a second borrow would wait for itself. */
    private static final ScopedValue<Database> IN_TRANSACTION = ScopedValue.newInstance();

    private final Connections connections;

    public Database(DatabaseSettings settings) {
        this(settings, TRUSTED);
    }

    /** @param trusted for so long a connection is lent unchecked after its last use */
    Database(DatabaseSettings settings, Duration trusted) {
        this(settings, trusted, UnaryOperator.identity());
    }

    /** @param wrapped what stands before each connection: something that counts, or breaks, what is sent */
    public Database(DatabaseSettings settings, UnaryOperator<Connection> wrapped) {
        this(settings, TRUSTED, wrapped);
    }

    private Database(DatabaseSettings settings, Duration trusted, UnaryOperator<Connection> wrapped) {
        this.connections = new Connections(settings, trusted, wrapped);
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return once(open -> open.query(sql, mapper, parameters));
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) {
        return retried(open -> open.update(sql, parameters), this::once);
    }

    /**
     * Runs {@code work} in one transaction: all of it is kept when it returns, none when it throws. When the database undoes it
     * because of a deadlock or a lock time-out (1213, 1205, 1020), the whole of it runs again, up to {@value #ATTEMPTS} times, so
     * it must have no effect outside the transaction. The {@code Sql} it is given ends with it.
     *
     * @throws DatabaseUnavailable also when every attempt was undone, and when the connection broke at the commit: whether it was
     *     kept is then unknown, and the caller's key settles it at the next attempt
     */
    public <T extends @Nullable Object> T transaction(Function<Sql, T> work) {
        return retried(work, this::committed);
    }

    @Override
    public void close() {
        connections.close();
    }

    private interface Attempt<T extends @Nullable Object> {
        T run(Function<Sql, T> work);
    }

    private static <T extends @Nullable Object> T retried(Function<Sql, T> work, Attempt<T> attempt) {
        long begun = System.nanoTime();
        for (int tried = 1; ; tried++) {
            try {
                return attempt.run(work);
            } catch (SqlFailed e) {
                if (!(e.getCause() instanceof SQLException cause && SqlCodes.isRaceLost(cause))) {
                    throw e;
                }
                if (tried == ATTEMPTS || System.nanoTime() - begun > LAST_ATTEMPT.toNanos()) {
                    throw new DatabaseUnavailable("others were in the way " + tried + " times", cause);
                }
            }
            long most = FIRST_PAUSE.toNanos() << tried;
            LockSupport.parkNanos(IdSource.Randomness.source().nextLong(most / 2, most));
        }
    }

    private <T extends @Nullable Object> T once(Function<Sql, T> work) {
        return borrowed(connection -> work.apply(new OpenSql(connection)));
    }

    private <T extends @Nullable Object> T committed(Function<Sql, T> work) {
        return borrowed(connection -> {
            connection.setAutoCommit(false);
            OpenSql sql = new OpenSql(connection);
            T result;
            try {
                result = ScopedValue.where(IN_TRANSACTION, this).call(() -> work.apply(sql));
            } finally {
                sql.end();
            }
            sql.refuseHalf();
            connection.commit();
            return result;
        });
    }

    private interface Use<T extends @Nullable Object> {
        T of(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T borrowed(Use<T> use) {
        if (IN_TRANSACTION.isBound() && IN_TRANSACTION.get() == this) {
            throw new IllegalStateException("inside a transaction, use the transaction's Sql, not the Database");
        }
        Connection connection = connections.borrow();
        boolean worked = false;
        boolean broken = false;
        try {
            T result = use.of(connection);
            worked = true;
            return result;
        } catch (SQLException e) {
            SqlFailed failed = SqlFailed.of(e);
            broken = failed instanceof DatabaseUnavailable;
            throw failed;
        } catch (DatabaseUnavailable e) {
            broken = true;
            throw e;
        } finally {
            if (!broken && isAsGoodAsNew(connection, worked)) {
                connections.giveBack(connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    /** Ends what may be left of a transaction. What has been committed stays committed, whatever becomes of the connection. */
    private static boolean isAsGoodAsNew(Connection connection, boolean committed) {
        try {
            if (!connection.getAutoCommit()) {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }
}
