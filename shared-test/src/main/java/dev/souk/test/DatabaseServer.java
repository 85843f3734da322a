package dev.souk.test;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.lambda.config.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The server that tests make their databases on, one for all tests of a JVM: MariaDB of ours, or the MySQL at {@code -Dsouk.mysql}, such as
 * {@code jdbc:mysql://127.0.0.1:3307/}, where {@code -Dsouk.mysqlUser} (root) may do anything with {@code -Dsouk.mysqlPassword}.
 */
interface DatabaseServer extends AutoCloseable {
    /** With an empty name, one that leads to no database. */
    String url(String database);

    String user();

    Secret password();

    /** One that has this name already is emptied: a server that outlives the JVM has those of earlier runs. */
    void create(String database);

    /** Writes a database to a file, as it stands at one moment. */
    void dump(String database, Path file);

    /** Reads such a file into an empty database. */
    void load(Path file, String database);

    @Override
    void close();

    static DatabaseServer started() {
        @Nullable String mysql = System.getProperty("souk.mysql");
        return mysql == null || mysql.isBlank()
                ? RealServices.started("MariaDB", DatabaseServer::mariaDb)
                : RealServices.started(
                        "MySQL",
                        () -> new Outside(
                                mysql,
                                System.getProperty("souk.mysqlUser", "root"),
                                new Secret(System.getProperty("souk.mysqlPassword", ""))));
    }

    private static DatabaseServer mariaDb() {
        Path folder = JvmShutdown.temporaryFolder("souk-mariadb-");
        return new Ours(EmbeddedMariaDb.start(RealServices.cache(), folder.resolve("data"), 0, Durability.THROWN_AWAY));
    }

    record Ours(EmbeddedMariaDb server) implements DatabaseServer {
        @Override
        public String url(String database) {
            return server.jdbcUrl(database);
        }

        @Override
        public String user() {
            return server.user();
        }

        @Override
        public Secret password() {
            return new Secret(server.password());
        }

        @Override
        public void create(String database) {
            server.createDatabase(database);
        }

        @Override
        public void dump(String database, Path file) {
            server.dump(database, file);
        }

        @Override
        public void load(Path file, String database) {
            server.load(file, database);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** @param base up to the name of a database */
    record Outside(String base, String user, Secret password) implements DatabaseServer {
        @Override
        public String url(String database) {
            return base + database
                    + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&characterEncoding=UTF-8&connectionTimeZone=UTC"
                    + "&forceConnectionTimeZoneToSession=true";
        }

        @Override
        public void create(String database) {
            try (Connection connection = DriverManager.getConnection(url(""), user, password.reveal());
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
                statement.execute(
                        "CREATE DATABASE `" + database + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot create the database " + database + " on " + base, e);
            }
        }

        @Override
        public void dump(String database, Path file) {
            throw new UnsupportedOperationException("dumps are made of the MariaDB of ours");
        }

        @Override
        public void load(Path file, String database) {
            throw new UnsupportedOperationException("dumps are read into the MariaDB of ours");
        }

        /** It is somebody else's to stop. */
        @Override
        public void close() {}
    }
}
