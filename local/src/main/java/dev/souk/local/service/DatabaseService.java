package dev.souk.local.service;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.schema.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database with the newest schema: MariaDB of ours, or the one at {@code DATABASE_URL}. */
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
        EmbeddedMariaDb server = EmbeddedMariaDb.start(
                setting.cache(),
                setting.kept() ? home.resolve("mariadb-data") : temporary(home).resolve("data"),
                setting.preferredPort(Port.DATABASE),
                setting.kept() ? Durability.KEPT : Durability.THROWN_AWAY);
        try {
            setting.listensAt(Port.DATABASE, server.port());
            return ours(server, home.resolve("mariadb-ready"), setting.kept());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Tables cannot be made and written down as made in one transaction, so a first start that was killed may have left some that the
     * next one would stumble over. They hold nothing yet and are dropped.
     *
     * @param complete a file that is there once the schema was whole
     */
    private static DatabaseService ours(EmbeddedMariaDb server, Path complete, boolean kept) {
        boolean first = !kept || !Files.exists(complete);
        if (first) {
            drop(server);
        }
        server.createDatabase(SCHEMA);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DATABASE_URL", server.jdbcUrl(SCHEMA));
        variables.put("DATABASE_USER", server.user());
        variables.put("DATABASE_PASSWORD", server.password());
        DatabaseService ours = new DatabaseService(variables, server);
        ours.migrate();
        if (first && kept) {
            try {
                Files.createFile(complete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ours;
    }

    private static void drop(EmbeddedMariaDb server) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + SCHEMA + "`");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot clear what an unfinished start left in the database", e);
        }
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

    private String variable(String name) {
        return variables.getOrDefault(name, "");
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
