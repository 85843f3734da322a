package dev.souk.schema.deploy;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.souk.lambda.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The admin's connections to the database, which can all be ended at once, with the statements that they are at. */
final class Sessions extends MysqlDataSource {
    private static final long serialVersionUID = 1;
    private static final int MOMENT_SECONDS = 3;

    private final transient Set<Long> open = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Sessions(String url, String user, Secret password) {
        setUrl(url);
        setUser(user);
        setPassword(password.reveal());
    }

    /** As the driver makes it, and remembered by its number. */
    @Override
    public Connection getConnection() throws SQLException {
        if (over) {
            throw new SQLException("time ran out");
        }
        Connection connection = super.getConnection();
        open.add(connection.unwrap(JdbcConnection.class).getId());
        return connection;
    }

    boolean isOver() {
        return over;
    }

    /** One more, to tidy up with. */
    Connection last() throws SQLException {
        return super.getConnection();
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
        try (Connection connection = super.getConnection();
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
