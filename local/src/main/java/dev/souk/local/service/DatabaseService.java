package dev.souk.local.service;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.lambda.config.Secret;
import dev.souk.schema.Migrations;
import dev.souk.schema.access.Accounts;
import dev.souk.schema.access.DataOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database with the newest schema: MariaDB of ours, where each module has an account with the rights that it has in the cloud, or the
 * one at {@code DATABASE_URL}, where all come under the account that is given. Ours talks TLS with those who want it when {@code
 * DATABASE_TLS} is 1.
 */
public final class DatabaseService implements Service {
    private static final String SCHEMA = "souk";

    private final Map<String, String> variables;
    private final @Nullable EmbeddedMariaDb server;

    private DatabaseService(Map<String, String> variables, @Nullable EmbeddedMariaDb server) {
        this.variables = Map.copyOf(variables);
        this.server = server;
    }

    public static DatabaseService start(Setting setting) {
        if (setting.isSet("DATABASE_URL")) {
            DatabaseService theirs = new DatabaseService(
                    Map.of(
                            "DATABASE_URL", setting.environment().get("DATABASE_URL"),
                            "DATABASE_USER", setting.environment().get("DATABASE_USER"),
                            "DATABASE_PASSWORD", setting.environment().get("DATABASE_PASSWORD")),
                    null);
            theirs.migrate();
            return theirs;
        }
        Path home = setting.home().folder();
        // Data that nobody keeps is killed with its server, and no other run could read it.
        Path data =
                setting.kept() ? home.resolve("mariadb-data") : temporary(home).resolve("data");
        int port = setting.preferredPort(Port.DATABASE);
        Durability durability = setting.kept() ? Durability.KEPT : Durability.THROWN_AWAY;
        EmbeddedMariaDb server = setting.environment().number("DATABASE_TLS", 0, 0, 1) == 1
                ? EmbeddedMariaDb.startWithTls(setting.cache(), data, port, durability)
                : EmbeddedMariaDb.start(setting.cache(), data, port, durability);
        try {
            setting.listensAt(Port.DATABASE, server.port());
            return ours(server, home.resolve("mariadb-unfinished"));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Tables cannot be made and written down as made in one transaction, so a first start that was killed may have left some that the
     * next one would stumble over. Such a start leaves a mark, and only what is marked is dropped: it holds nothing yet.
     *
     * @param unfinished a file that is there while a new database gets its schema
     */
    private static DatabaseService ours(EmbeddedMariaDb server, Path unfinished) {
        try {
            if (Files.exists(unfinished)) {
                execute(server, "DROP DATABASE IF EXISTS `" + SCHEMA + "`");
            }
            if (isMissing(server)) {
                Files.writeString(unfinished, "");
            }
            server.createDatabase(SCHEMA);
            DatabaseService ours = new DatabaseService(
                    Map.of(
                            "DATABASE_URL", server.jdbcUrl(SCHEMA),
                            "DATABASE_USER", server.user(),
                            "DATABASE_PASSWORD", server.password()),
                    server);
            ours.migrate();
            ours.letModulesIn();
            Files.deleteIfExists(unfinished);
            return ours;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot set the database up", e);
        }
    }

    private static boolean isMissing(EmbeddedMariaDb server) throws SQLException {
        try (Connection connection = connection(server);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW DATABASES LIKE '" + SCHEMA + "'")) {
            return !found.next();
        }
    }

    private static void execute(EmbeddedMariaDb server, String sql) throws SQLException {
        try (Connection connection = connection(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection(EmbeddedMariaDb server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
    }

    private static Path temporary(Path home) {
        try {
            return Files.createTempDirectory(home, "mariadb-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void migrate() {
        Migrations.apply(variable("DATABASE_URL"), variable("DATABASE_USER"), variable("DATABASE_PASSWORD"));
    }

    private void letModulesIn() throws SQLException {
        Map<DataOwner, Secret> passwords = new EnumMap<>(DataOwner.class);
        Arrays.stream(DataOwner.values()).forEach(owner -> passwords.put(owner, new Secret(passwordOf(owner))));
        new Accounts(variable("DATABASE_URL"), variable("DATABASE_USER"), new Secret(variable("DATABASE_PASSWORD")))
                .apply(passwords);
    }

    /** No secret on a machine of one's own, where the server listens to nobody else. */
    private static String passwordOf(DataOwner owner) {
        return owner.account();
    }

    /** What a module's functions have to be told beside {@link #variables()}. */
    public Map<String, String> accountOf(DataOwner owner) {
        return isOurs() ? Map.of("DATABASE_USER", owner.account(), "DATABASE_PASSWORD", passwordOf(owner)) : Map.of();
    }

    private String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** The server, when it is ours. */
    public @Nullable EmbeddedMariaDb server() {
        return server;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    /** Without the options, which say nothing to a person. */
    @Override
    public String where() {
        return variable("DATABASE_URL").split("\\?", 2)[0];
    }

    @Override
    public boolean isOurs() {
        return server != null;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
