package dev.souk.embedded.mariadb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The folder a server keeps its tables in, and how one comes to be: system tables and our one user, made in place. */
record DataDirectory(Path path) {
    static final String USER = "souk";
    static final String PASSWORD = "souk";

    private static final String MAKING = ".making";

    /** What {@code mariadb-install-db} runs, without its help texts and sys schema; each is a file of {@code share}. */
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    /** The directory whose lock covers a server that runs on this one: itself, or what it is about to become. */
    static Path claimedFor(Path used) {
        String name = used.getFileName().toString();
        return name.endsWith(MAKING) ? used.resolveSibling(name.substring(0, name.length() - MAKING.length())) : used;
    }

    /**
     * Where a server that runs on the directory puts its temporary tables. Never a folder that servers share: each empties it
     * when it starts, and takes the tables of one that is running with it.
     */
    static Path temporaryFor(Path used) {
        Path claimed = claimedFor(used);
        return claimed.resolveSibling(claimed.getFileName() + ".tmp");
    }

    /** Makes the system tables unless the directory is there. It appears by a rename, so a crash leaves no half of it. */
    void initialise(Distribution distribution) throws IOException, InterruptedException {
        Files.createDirectories(temporaryFor(path));
        if (Files.isDirectory(path)) {
            return;
        }
        Path making = path.resolveSibling(path.getFileName() + MAKING);
        Trees.delete(making);
        Files.createDirectories(making);
        Path log = path.resolveSibling(path.getFileName() + MAKING + ".log");
        List<String> command = new ArrayList<>(ServerOptions.common(distribution, making));
        command.addAll(ServerOptions.NO_TLS);
        command.add("--bootstrap");
        command.add("--innodb-flush-log-at-trx-commit=0");
        Process bootstrap = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        IOException refused = null;
        try (OutputStream sql = bootstrap.getOutputStream()) {
            feed(sql, distribution);
        } catch (IOException e) {
            refused = e;
        }
        int exit = bootstrap.waitFor();
        if (exit != 0 || refused != null) {
            throw new IOException(
                    "MariaDB could not make its system tables in " + making + " (exit " + exit + "): "
                            + Files.readString(log),
                    refused);
        }
        Files.deleteIfExists(log);
        Files.move(making, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void feed(OutputStream sql, Distribution distribution) throws IOException {
        write(sql, "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
        for (String script : SYSTEM_TABLES) {
            Files.copy(distribution.share().resolve(script), sql);
        }
        write(sql, "FLUSH PRIVILEGES;\n");
        write(sql, "CREATE USER '" + USER + "'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "';\n");
        write(sql, "GRANT ALL ON *.* TO '" + USER + "'@'127.0.0.1' WITH GRANT OPTION;\n");
    }

    private static void write(OutputStream out, String sql) throws IOException {
        out.write(sql.getBytes(StandardCharsets.UTF_8));
    }
}
