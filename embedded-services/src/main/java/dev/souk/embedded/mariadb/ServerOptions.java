package dev.souk.embedded.mariadb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command lines of {@code mariadbd}. Options are given here and nowhere else: no my.cnf of the machine is read. */
final class ServerOptions {
    static final String DATA_DIRECTORY = "--datadir=";

    /** Otherwise it makes an RSA key at every start, which takes 7 to 30 seconds. */
    static final List<String> NO_TLS = List.of("--skip-ssl");

    private ServerOptions() {}

    /** What the making of the system tables and the server agree on. {@code --no-defaults} has to stand first. */
    static List<String> common(Distribution distribution, Path dataDirectory) {
        List<String> options = new ArrayList<>(List.of(
                distribution.server().toString(),
                "--no-defaults",
                DATA_DIRECTORY + dataDirectory,
                "--tmpdir=" + DataDirectory.temporaryFor(dataDirectory),
                "--basedir=" + distribution.base(),
                "--lc-messages-dir=" + distribution.share(),
                "--character-sets-dir=" + distribution.share().resolve("charsets"),
                "--innodb-log-file-size=32M",
                "--innodb-undo-tablespaces=0",
                // On unless told otherwise: it would report to its makers.
                "--feedback=OFF"));
        if (System.getProperty("user.name", "").equals("root")) {
            options.add("--user=root");
        }
        return options;
    }

    static List<String> server(
            Distribution distribution,
            Path dataDirectory,
            int port,
            Durability durability,
            Optional<ServerCertificate> certificate) {
        List<String> options = new ArrayList<>(common(distribution, dataDirectory));
        options.addAll(certificate.map(ServerCertificate::options).orElse(NO_TLS));
        options.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // No Unix socket: its path is limited to 107 bytes, and the default one is shared by all servers of a
                // machine.
                "--socket=",
                "--pid-file=" + dataDirectory.resolve("mariadbd.pid"),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--max-connections=200",
                "--max-connect-errors=1000000",
                "--max-allowed-packet=64M",
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                // MySQL 8.4's own default, word for word.
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
                        + "NO_ENGINE_SUBSTITUTION",
                // MySQL has no such thing: with it on, MariaDB fails updates there that would go through on AWS.
                "--innodb-snapshot-isolation=OFF",
                "--innodb-buffer-pool-size=128M",
                "--innodb-buffer-pool-dump-at-shutdown=OFF",
                "--innodb-buffer-pool-load-at-startup=OFF",
                "--performance-schema=OFF"));
        options.addAll(
                switch (durability) {
                    case KEPT -> List.of("--innodb-flush-log-at-trx-commit=1");
                    case THROWN_AWAY ->
                        List.of(
                                "--innodb-flush-log-at-trx-commit=0",
                                "--innodb-doublewrite=OFF",
                                "--innodb-flush-method=O_DIRECT_NO_FSYNC",
                                // Tests make databases by the hundred: tables share a file then, and nothing waits
                                // for the disk. A schema takes a fifth of the time.
                                "--innodb-file-per-table=OFF",
                                "--sync-frm=OFF",
                                "--debug-no-sync=ON");
                });
        return options;
    }
}
