package dev.souk.test;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.schema.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database, with the whole schema, on the one MariaDB of this JVM. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int CONNECTIONS = 30;

    private final String url;
    private final EmbeddedMariaDb server;

    private TestDatabase(EmbeddedMariaDb server, String name) {
        this.server = server;
        this.url = server.jdbcUrl(name);
    }

    /** A new one, seen by nobody else. */
    public static TestDatabase fresh() {
        EmbeddedMariaDb server = Server.STARTED;
        String name = "test_" + COUNT.incrementAndGet();
        server.createDatabase(name);
        TestDatabase database = new TestDatabase(server, name);
        Migrations.apply(database.url, server.user(), server.password());
        return database;
    }

    public DatabaseSettings settings() {
        return settings(CONNECTIONS);
    }

    public DatabaseSettings settings(int connections) {
        return new DatabaseSettings(
                url, server.user(), new Secret(server.password()), connections, Duration.ofSeconds(10));
    }

    public Database open() {
        return new Database(settings());
    }

    /** The variables that lead a function here. */
    public Map<String, String> variables() {
        return Map.of(
                "DATABASE_URL", url,
                "DATABASE_USER", server.user(),
                "DATABASE_PASSWORD", server.password(),
                "DATABASE_CONNECTIONS", String.valueOf(CONNECTIONS));
    }

    private static final class Server {
        static final EmbeddedMariaDb STARTED = RealServices.started("MariaDB", Server::start);

        private static EmbeddedMariaDb start() {
            try {
                Path data = Files.createTempDirectory("souk-mariadb-");
                return EmbeddedMariaDb.start(RealServices.cache(), data.resolve("data"), 0, Durability.THROWN_AWAY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
