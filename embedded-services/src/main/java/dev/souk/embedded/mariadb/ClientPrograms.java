package dev.souk.embedded.mariadb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that people make and read dumps with, run against a server on 127.0.0.1. */
record ClientPrograms(Distribution distribution, int port) {

    /**
     * Writes a database to a file as SQL, as it stands at one moment: others may write on meanwhile.
     *
     * @throws IOException when it cannot; the message holds what the program said
     */
    void dump(String database, Path file) throws IOException, InterruptedException {
        List<String> command = command("mariadb-dump");
        command.addAll(List.of("--single-transaction", "--quick", "--hex-blob", database));
        run(new ProcessBuilder(command).redirectOutput(file.toFile()));
    }

    /**
     * Reads such a file into a database.
     *
     * @throws IOException when it cannot; the message holds what the program said
     */
    void load(Path file, String database) throws IOException, InterruptedException {
        List<String> command = command("mariadb");
        command.add(database);
        run(new ProcessBuilder(command).redirectInput(file.toFile()));
    }

    private List<String> command(String program) throws IOException {
        return new ArrayList<>(List.of(
                distribution.client(program).toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=" + DataDirectory.USER,
                "--skip-ssl",
                "--character-sets-dir=" + distribution.share().resolve("charsets"),
                "--default-character-set=utf8mb4"));
    }

    private static void run(ProcessBuilder program) throws IOException, InterruptedException {
        Path said = Files.createTempFile("souk-mariadb-client-", ".log");
        try {
            // Not on the command line, where everybody on the machine can read it.
            program.environment().put("MYSQL_PWD", DataDirectory.PASSWORD);
            int exit = program.redirectError(said.toFile()).start().waitFor();
            if (exit != 0) {
                throw new IOException(
                        program.command().getFirst() + " ended with " + exit + ": " + Files.readString(said));
            }
        } finally {
            Files.delete(said);
        }
    }
}
