package dev.souk.schema.deploy;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.souk.schema.deploy.DatabaseRelease.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The admin's connections to the database, which can all be ended at once, with the statements that they are at. RDS may change the admin's
 * password between two of them: who is turned away looks into the secret once more.
 */
final class Sessions extends MysqlDataSource {
    private static final long serialVersionUID = 1;
    private static final int MOMENT_SECONDS = 3;
    /** MySQL and MariaDB for "not with this password". */
    private static final int ACCESS_DENIED = 1045;

    private final transient Set<Long> open = ConcurrentHashMap.newKeySet();
    private final transient Supplier<Login> admin;
    private transient volatile Login login;
    private volatile boolean over;

    /** @param admin who that is at the moment */
    Sessions(String url, Supplier<Login> admin) {
        setUrl(url);
        this.admin = admin;
        this.login = admin.get();
    }

    /** As the driver makes it, and remembered by its number. */
    @Override
    public Connection getConnection() throws SQLException {
        if (over) {
            throw new SQLException("time ran out");
        }
        Connection connection = last();
        open.add(connection.unwrap(JdbcConnection.class).getId());
        return connection;
    }

    boolean isOver() {
        return over;
    }

    /** One more, to tidy up with. */
    Connection last() throws SQLException {
        Login known = login;
        try {
            return as(known);
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            Login now = admin.get();
            if (now.equals(known)) {
                throw e;
            }
            login = now;
            return as(now);
        }
    }

    private Connection as(Login who) throws SQLException {
        return super.getConnection(who.user(), who.password().reveal());
    }

    /**
     * Ends what is under way, and there will be no other connection. At first the statements only, so that whoever waits for one hears which
     * it was; those who went on with another one lose their connection a moment later.
     *
     * @throws SQLException when the database cannot be reached
     */
    void end() throws SQLException {
        over = true;
        Set<Long> victims = Set.copyOf(open);
        try (Connection connection = last();
                Statement statement = connection.createStatement()) {
            kill(statement, "QUERY", victims);
            statement.execute("DO SLEEP(" + MOMENT_SECONDS + ")");
            kill(statement, "CONNECTION", victims);
        }
    }

    private void kill(Statement statement, String what, Set<Long> victims) {
        for (long victim : victims) {
            try {
                statement.execute("KILL " + what + " " + victim);
            } catch (SQLException gone) {
                open.remove(victim);
            }
        }
    }
}
