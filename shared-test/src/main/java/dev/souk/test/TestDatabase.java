package dev.souk.test;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.schema.Migrations;
import dev.souk.schema.access.Accounts;
import dev.souk.schema.access.DataOwner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database, with the whole schema, on the one server of this JVM: MariaDB, or MySQL where {@code -Dsouk.mysql} names one. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int CONNECTIONS = 30;

    private final String name;
    private final String url;
    private final DatabaseServer server;

    private TestDatabase(DatabaseServer server, String name) {
        this.server = server;
        this.name = name;
        this.url = server.url(name);
    }

    /** A new one, seen by nobody else. */
    public static TestDatabase fresh() {
        TestDatabase database = empty();
        try (Connection connection = database.connection()) {
            Template.MIGRATED.to(connection, database.name);
        } catch (SQLException e) {
            throw new IllegalStateException("the schema was not copied", e);
        }
        database.letModulesIn();
        return database;
    }

    /** Without a table: as a deployment finds it that is the first. */
    public static TestDatabase empty() {
        DatabaseServer server = Server.STARTED;
        String name = "test_" + COUNT.incrementAndGet();
        server.create(name);
        return new TestDatabase(server, name);
    }

    /**
     * Another one, of what {@link #dump} wrote. As after a restore, nobody but the tests can enter it yet.
     *
     * @throws UnsupportedOperationException when the tests run on a server of somebody else's
     */
    public static TestDatabase restored(Path dump) {
        TestDatabase database = empty();
        database.server.load(dump, database.name);
        return database;
    }

    /**
     * Writes all of it to a file, as it stands at one moment: others may write on meanwhile.
     *
     * @throws UnsupportedOperationException when the tests run on a server of somebody else's
     */
    public void dump(Path file) {
        server.dump(name, file);
    }

    /** It is lost, with all that is in it. */
    public void drop() {
        try (Database database = open()) {
            database.update("DROP DATABASE `" + name + "`");
        }
    }

    /** Brings it to the newest schema; how many migrations were missing. */
    public int migrate() {
        return Migrations.apply(url, server.user(), server.password().reveal());
    }

    /** Gives the modules' accounts their rights to it, as a deployment does. */
    public void letModulesIn() {
        Map<DataOwner, Secret> passwords = new EnumMap<>(DataOwner.class);
        Arrays.stream(DataOwner.values()).forEach(owner -> passwords.put(owner, password(owner)));
        try {
            new Accounts(url, server.user(), server.password()).apply(passwords);
        } catch (SQLException e) {
            throw new IllegalStateException("the modules have no accounts", e);
        }
    }

    /** For tests themselves: may do anything. */
    public DatabaseSettings settings() {
        return settings(CONNECTIONS);
    }

    public DatabaseSettings settings(int connections) {
        return new DatabaseSettings(url, server.user(), server.password(), connections, Duration.ofSeconds(10));
    }

    /** For tests themselves, which lay out what other modules would have written: may do anything. */
    public Database open() {
        return new Database(settings());
    }

    /** With the rights of a module's functions. */
    public Database openAs(DataOwner owner) {
        return new Database(
                new DatabaseSettings(url, owner.account(), password(owner), CONNECTIONS, Duration.ofSeconds(10)));
    }

    /** The variables that lead a module's functions here, with the rights that they have in the cloud. */
    public Map<String, String> variables(DataOwner owner) {
        return Map.of(
                "DATABASE_URL", url,
                "DATABASE_USER", owner.account(),
                "DATABASE_PASSWORD", password(owner).reveal(),
                "DATABASE_CONNECTIONS", String.valueOf(CONNECTIONS));
    }

    /** The variables of functions that all come under one account, which may do anything: as where a person brings a database. */
    public Map<String, String> variablesOfOneForAll() {
        return Map.of(
                "DATABASE_URL", url,
                "DATABASE_USER", server.user(),
                "DATABASE_PASSWORD", server.password().reveal(),
                "DATABASE_CONNECTIONS", String.valueOf(CONNECTIONS));
    }

    /** The same in all databases of the server, as the accounts are. */
    public Secret password(DataOwner owner) {
        return new Secret("of " + owner.account() + " in tests");
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url, server.user(), server.password().reveal());
    }

    /** Migrated once a JVM. */
    private static final class Template {
        static final SchemaCopy MIGRATED = migrated();

        private static SchemaCopy migrated() {
            TestDatabase template = empty();
            template.migrate();
            try (Connection connection = template.connection()) {
                return SchemaCopy.of(connection, template.name);
            } catch (SQLException e) {
                throw new IllegalStateException("the schema cannot be copied", e);
            }
        }
    }

    private static final class Server {
        static final DatabaseServer STARTED = DatabaseServer.started();
    }
}
