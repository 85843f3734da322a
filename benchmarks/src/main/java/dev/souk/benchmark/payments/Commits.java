package dev.souk.benchmark.payments;

import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the database can commit on its disk: one row an INSERT, one INSERT a transaction, flushed when it returns. */
final class Commits {
    private static final String DATABASE = "commits";

    private final EmbeddedMariaDb server;

    Commits(EmbeddedMariaDb server) {
        this.server = server;
        server.createDatabase(DATABASE);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            try (ResultSet flushed = statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit")) {
                if (!flushed.next() || flushed.getInt(1) != 1) {
                    throw new IllegalStateException("commits are not flushed");
                }
            }
            statement.execute(
                    "CREATE TABLE rows_of_commits (id BIGINT AUTO_INCREMENT PRIMARY KEY, filler VARCHAR(100) NOT NULL)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param connections that commit side by side */
    double perSecond(int connections, Duration during) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + during.toNanos();
        long commits = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> committing = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                committing.add(threads.submit(() -> commitUntil(end)));
            }
            for (Future<Long> each : committing) {
                commits += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return commits / ((System.nanoTime() - begun) / 1e9);
    }

    private long commitUntil(long end) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO rows_of_commits (filler) VALUES (?)")) {
            long commits = 0;
            while (System.nanoTime() < end) {
                insert.setString(1, "a row of about as many bytes as one of ours has, give or take");
                insert.executeUpdate();
                commits++;
            }
            return commits;
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(DATABASE), server.user(), server.password());
    }
}
