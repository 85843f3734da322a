package dev.souk.embedded.mariadb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** A JVM that owns a database: commits a row, prints the server's process id, and closes it when its input ends. */
final class OwnerProcess {
    private OwnerProcess() {}

    static Process launch(Path cache, Path data) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        cache.toString(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedMariaDb database =
                EmbeddedMariaDb.start(Path.of(arguments[0]), Path.of(arguments[1]), 0, Durability.KEPT)) {
            database.createDatabase("shop");
            try (Connection connection = DriverManager.getConnection(
                            database.jdbcUrl("shop"), database.user(), database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE committed (word VARCHAR(40) PRIMARY KEY)");
                statement.execute("INSERT INTO committed VALUES ('committed before the kill')");
            }
            System.out.println(database.pid());
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }
}
