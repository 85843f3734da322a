package dev.souk.embedded.mariadb;

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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * MariaDB 11.4 on 127.0.0.1, set up to behave as MySQL 8.4 does: utf8mb4 with {@code utf8mb4_0900_ai_ci}, UTC, MySQL's
 * sql_mode, no snapshot isolation. Safe to use from many threads.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    /** Long enough for a predecessor that is being closed at this very moment, short enough to be told soon. */
    private static final Duration HANDOVER = Duration.ofSeconds(3);

    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final DirectoryLock lock;
    private final Home home;
    private volatile ServerProcess server;
    private final Durability durability;
    private final Thread backstop;

    /** What a server is started on, the first time and after a kill. */
    private record Home(Distribution distribution, Path data, Optional<ServerCertificate> certificate) {
        Path log() {
            return data.resolveSibling(data.getFileName() + ".log");
        }
    }

    private EmbeddedMariaDb(DirectoryLock lock, Home home, ServerProcess server, Durability durability) {
        this.lock = lock;
        this.home = home;
        this.server = server;
        this.durability = durability;
        this.backstop = new Thread(() -> this.server.kill(), "souk-mariadb-backstop");
        if (durability == Durability.THROWN_AWAY) {
            Runtime.getRuntime().addShutdownHook(backstop);
        }
    }

    /**
     * A database whose data is kept in {@code home/mariadb-data}, on the preferred port or the next free one. The server is
     * unpacked to {@code home/mariadb-11.4.5} the first time.
     *
     * @throws IllegalStateException when another Souk that is alive has that data open
     * @throws UncheckedIOException when it cannot be unpacked or does not start; the message holds what the server said
     */
    public static EmbeddedMariaDb start(Path home, int preferredPort) {
        return start(home, home.resolve("mariadb-data"), preferredPort, Durability.KEPT);
    }

    /**
     * A database with its data in {@code dataDirectory} and the server unpacked below {@code cache}, which any number of
     * processes may share. Fails as {@link #start(Path, int)} does. Beside the data directory lie {@code <name>.lock},
     * {@code <name>.log} and {@code <name>.tmp}.
     */
    public static EmbeddedMariaDb start(Path cache, Path dataDirectory, int preferredPort, Durability durability) {
        return start(cache, dataDirectory, preferredPort, durability, false);
    }

    /**
     * The same, talking TLS with those who want it, {@code sslMode=REQUIRED} in the place of what {@link #jdbcUrl} says, and plainly with
     * everybody else. Its certificate is made at every start, which takes a second, and signed by nobody; it lies in {@code <name>.tls}.
     */
    public static EmbeddedMariaDb startWithTls(
            Path cache, Path dataDirectory, int preferredPort, Durability durability) {
        return start(cache, dataDirectory, preferredPort, durability, true);
    }

    private static EmbeddedMariaDb start(
            Path cache, Path dataDirectory, int preferredPort, Durability durability, boolean tls) {
        try {
            Path data = real(dataDirectory.toAbsolutePath().normalize());
            Distribution distribution = Distribution.in(cache.toAbsolutePath().normalize());
            DirectoryLock lock = DirectoryLock.tryFor(data, HANDOVER)
                    .orElseThrow(() -> new IllegalStateException("the database in " + data
                            + " is in use by another Souk that is running: stop that one first"));
            try {
                Orphans.stop(distribution, data);
                new DataDirectory(data).initialise(distribution);
                Optional<ServerCertificate> certificate = tls
                        ? Optional.of(ServerCertificate.in(data.resolveSibling(data.getFileName() + ".tls")))
                        : Optional.empty();
                Home home = new Home(distribution, data, certificate);
                ServerProcess server =
                        ServerProcess.start(distribution, data, home.log(), preferredPort, durability, certificate);
                return new EmbeddedMariaDb(lock, home, server, durability);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting MariaDB", e);
        }
    }

    /** One name for one directory, whatever links lead to it: it is known by that to the next run. */
    private static Path real(Path directory) throws IOException {
        Path parent = Files.createDirectories(directory.getParent());
        return parent.toRealPath().resolve(directory.getFileName());
    }

    /** Makes an empty database unless there is one of that name: lower-case letters, digits and underscores. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(""), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE IF NOT EXISTS `" + name + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    /** Writes a database to a file as SQL, as it stands at one moment: others may write on meanwhile. */
    public void dump(String database, Path file) {
        withClients("dump " + database, clients -> clients.dump(database, file));
    }

    /** Reads what {@link #dump} wrote into a database, which is there and has no tables. */
    public void load(Path file, String database) {
        withClients("load " + database, clients -> clients.load(file, database));
    }

    private interface ClientTask {
        void run(ClientPrograms clients) throws IOException, InterruptedException;
    }

    private void withClients(String what, ClientTask task) {
        try {
            task.run(new ClientPrograms(home.distribution(), port()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what, e);
        }
    }

    /**
     * A URL for mysql-connector-j: {@code jdbc:mysql://127.0.0.1:<port>/<database>?…}. An empty name gives a connection
     * without a database. Times are UTC, text is utf8mb4, nothing is encrypted.
     */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database
                + "?sslMode=DISABLED&characterEncoding=UTF-8&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";
    }

    /** May do anything in any database. */
    public String user() {
        return DataDirectory.USER;
    }

    public String password() {
        return DataDirectory.PASSWORD;
    }

    public int port() {
        return server.port();
    }

    /** The process id of the server, for tests that want to see it die. */
    public long pid() {
        return server.process().pid();
    }

    /**
     * Kills the server with SIGKILL, as a crash would, and starts it again on the same port with the same data; returns when it answers.
     * Whoever was connected is cut off. For tests.
     *
     * @param darkness how long nobody listens in between
     * @throws IllegalStateException when the data is not kept, so that a crash would lose what was committed
     */
    public synchronized void killAndRestart(Duration darkness) {
        if (durability != Durability.KEPT) {
            throw new IllegalStateException("what is thrown away does not outlive its server");
        }
        int port = server.port();
        server.kill();
        try {
            Thread.sleep(darkness);
            server = ServerProcess.startAt(
                    home.distribution(), home.data(), home.log(), port, durability, home.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while restarting MariaDB", e);
        }
    }

    /** No process of it is left when this returns. Closing twice does nothing more. */
    @Override
    public synchronized void close() {
        switch (durability) {
            case KEPT -> server.stop();
            case THROWN_AWAY -> {
                server.kill();
                forgetBackstop();
            }
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetBackstop() {
        try {
            Runtime.getRuntime().removeShutdownHook(backstop);
        } catch (IllegalStateException shuttingDown) {
            // Then it runs, and finds nothing left to do.
        }
    }
}
