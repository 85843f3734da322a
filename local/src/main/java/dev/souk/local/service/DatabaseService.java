package dev.souk.local.service;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.schema.Migrations;
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
        EmbeddedMariaDb server = EmbeddedMariaDb.start(
                setting.cache(),
                setting.home().folder().resolve("mariadb-data"),
                setting.preferredPort(Port.DATABASE),
                setting.kept() ? Durability.KEPT : Durability.THROWN_AWAY);
        try {
            setting.listensAt(Port.DATABASE, server.port());
            server.createDatabase(SCHEMA);
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("DATABASE_URL", server.jdbcUrl(SCHEMA));
            variables.put("DATABASE_USER", server.user());
            variables.put("DATABASE_PASSWORD", server.password());
            DatabaseService ours = new DatabaseService(variables, server);
            ours.migrate();
            return ours;
        } catch (RuntimeException e) {
            server.close();
            throw e;
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
