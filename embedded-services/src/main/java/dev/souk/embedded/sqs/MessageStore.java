package dev.souk.embedded.sqs;

import dev.souk.embedded.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPool$;
import scalikejdbc.ConnectionPoolFactory;
import scalikejdbc.ConnectionPoolSettings;

/** The file that messages are kept in, claimed for this process, with ElasticMQ's connections to it. */
final class MessageStore implements AutoCloseable {
    static final String USER = "";
    static final String PASSWORD = "";
    private static final Duration HANDOVER = Duration.ofSeconds(3);

    /** ElasticMQ keeps its connections in a global, so a JVM can have one store open. */
    private static final AtomicBoolean OPEN = new AtomicBoolean();

    private final DirectoryLock claim;
    private final String url;

    private MessageStore(DirectoryLock claim, String url) {
        this.claim = claim;
        this.url = url;
        // ElasticMQ opens its connections once in the life of a JVM; for a restart within it they are opened here.
        ConnectionPool$ pool = ConnectionPool$.MODULE$;
        ConnectionPoolSettings settings = pool.singleton$default$4();
        ConnectionPoolFactory factory = pool.singleton$default$5(url, USER, PASSWORD, settings);
        pool.singleton(url, USER, PASSWORD, settings, factory);
    }

    /**
     * Opens the store in a folder, which is made when it is not there.
     *
     * @throws IllegalStateException when this JVM has a store open, or another process that is alive has this one
     */
    static MessageStore in(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        if (!OPEN.compareAndSet(false, true)) {
            throw new IllegalStateException("this JVM has a message store open already, and can have one only");
        }
        try {
            Files.createDirectories(home);
            DirectoryLock claim = DirectoryLock.tryFor(home, HANDOVER)
                    .orElseThrow(() -> new IllegalStateException("the messages in " + home
                            + " are in use by another Souk that is running: stop that one first"));
            // Without WRITE_DELAY=0 a crash would take the last half second with it.
            return new MessageStore(
                    claim, "jdbc:h2:file:" + home.resolve("messages") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        } catch (IOException e) {
            OPEN.set(false);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            OPEN.set(false);
            throw e;
        }
    }

    String url() {
        return url;
    }

    /** Shuts the file as a loss of power would: nothing is finished, and every write from now on fails. To be closed all the same. */
    void crash() {
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException gone) {
            // Shutting it ends this connection, too.
        }
    }

    /** Called once, after the last message was written. */
    @Override
    public void close() {
        ConnectionPool.closeAll();
        OPEN.set(false);
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
