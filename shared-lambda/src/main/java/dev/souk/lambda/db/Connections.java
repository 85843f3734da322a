package dev.souk.lambda.db;

import dev.souk.lambda.priming.Snapshots;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.util.log.Loggers;

/**
 * A counted handful of connections: opened when first needed, checked when they have rested (a frozen Lambda's may be dead),
 * replaced when they are. The last one given back is the first one lent, so that an idle instance lets the others go stale.
 */
final class Connections implements AutoCloseable {
    private static final int CHECK_SECONDS = 2;

    static {
        // By itself the driver writes each error that the server tells to the log, with the values that were refused:
        // an
        // address that is there already, for one. It may have been loaded before, by whoever looked for drivers.
        System.setProperty("mariadb.logging.disable", "true");
        Loggers.init();
    }

    private final DatabaseSettings settings;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Rested> resting = new ConcurrentLinkedDeque<>();
    private final Duration trusted;
    private final UnaryOperator<Connection> wrapped;
    /** When a connection was last found dead: those that have rested since before are suspect. */
    private final AtomicLong lastDeath = new AtomicLong(System.nanoTime());

    /** {@code since} is on the monotonic clock, which may stand still while a Lambda is frozen; {@code at} on the wall's. */
    private record Rested(Connection connection, long since, long at) {}

    /** @param trusted younger than this since its last use, a connection is lent unchecked: the check costs a round trip */
    Connections(DatabaseSettings settings, Duration trusted, UnaryOperator<Connection> wrapped) {
        this.settings = settings;
        this.wrapped = wrapped;
        this.trusted = trusted;
        this.permits = new Semaphore(settings.connections(), true);
        Snapshots.rehearse("database", this::rehearse);
        // A connection is the server's too, and that goes on without us.
        Snapshots.before(this::close);
    }

    /** A live connection in auto-commit mode. Give it back with {@link #giveBack} or {@link #discard}. */
    Connection borrow() {
        try {
            if (!permits.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseUnavailable(
                        "all " + settings.connections() + " connections are in use", new IllegalStateException("busy"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for a connection", e);
        }
        boolean lent = false;
        try {
            Connection connection = liveOrNew();
            lent = true;
            return connection;
        } catch (SQLException e) {
            throw new DatabaseUnavailable("no connection to the database", e);
        } finally {
            if (!lent) {
                permits.release();
            }
        }
    }

    void giveBack(Connection connection) {
        resting.addFirst(new Rested(connection, System.nanoTime(), System.currentTimeMillis()));
        permits.release();
    }

    /** Gives back the right to a connection, and closes this one: nobody knows what state it is in. */
    void discard(Connection connection) {
        lastDeath.set(System.nanoTime());
        closeQuietly(connection);
        permits.release();
    }

    @Override
    public void close() {
        for (Rested rested = resting.poll(); rested != null; rested = resting.poll()) {
            closeQuietly(rested.connection());
        }
    }

    private Connection liveOrNew() throws SQLException {
        for (Rested rested = resting.poll(); rested != null; rested = resting.poll()) {
            if (isTrusted(rested) || rested.connection().isValid(CHECK_SECONDS)) {
                return rested.connection();
            }
            lastDeath.set(System.nanoTime());
            closeQuietly(rested.connection());
        }
        return open();
    }

    private boolean isTrusted(Rested rested) {
        return System.nanoTime() - rested.since() < trusted.toNanos()
                && Math.abs(System.currentTimeMillis() - rested.at()) < trusted.toMillis()
                && rested.since() - lastDeath.get() > 0;
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("connectTimeout", "3000");
        properties.setProperty("socketTimeout", "20000");
        properties.setProperty("tcpKeepAlive", "true");
        // Times are UTC on both sides, as LocalDateTime: nothing is to be converted, and nothing asked for.
        properties.setProperty("timezone", "disable");
        // RDS Proxy would pin the connection to us otherwise.
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("sessionVariables", Session.VARIABLES);
        Connection connection = new Driver().connect(url(), properties);
        if (connection == null) {
            throw new SQLException("DATABASE_URL is not a jdbc:mysql URL");
        }
        return wrapped.apply(connection);
    }

    /** MariaDB's driver speaks MySQL's protocol, and takes its scheme when it is told to. */
    private String url() {
        String url = settings.url();
        return url + (url.contains("?") ? "&" : "?") + "permitMysqlScheme";
    }

    /** A question that reads nothing. Where there is no database yet, the driver is loaded all the same. */
    private void rehearse() {
        Connection connection = borrow();
        try (PreparedStatement question = connection.prepareStatement("SELECT ?")) {
            question.setInt(1, 1);
            try (ResultSet answer = question.executeQuery()) {
                answer.next();
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("the database did not answer", e);
        } finally {
            giveBack(connection);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // It was to go anyway; the server notices by itself.
        }
    }
}
