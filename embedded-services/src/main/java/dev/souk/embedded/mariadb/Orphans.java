package dev.souk.embedded.mariadb;

import dev.souk.embedded.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Servers whose owner was killed: they run on and hold their data directory. Who owns a directory alive also holds its
 * {@link DirectoryLock}, so a server of ours on a directory that nobody has locked is an orphan.
 */
final class Orphans {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Orphans() {}

    /** Stops the server that runs on a directory which the caller has locked, and every other orphan of this distribution. */
    static void stop(Distribution distribution, Path lockedByUs) {
        serversOf(distribution).forEach(server -> {
            Optional<Path> directory = dataDirectoryOf(server);
            if (directory.isPresent() ? isAbandoned(directory.get(), lockedByUs) : isNamedIn(lockedByUs, server)) {
                end(server);
            }
        });
    }

    private static Stream<ProcessHandle> serversOf(Distribution distribution) {
        String command = distribution.server().toString();
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().filter(command::equals).isPresent());
    }

    private static Optional<Path> dataDirectoryOf(ProcessHandle server) {
        return server.info().arguments().stream()
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith(ServerOptions.DATA_DIRECTORY))
                .map(argument ->
                        DataDirectory.claimedFor(Path.of(argument.substring(ServerOptions.DATA_DIRECTORY.length()))))
                .findFirst();
    }

    private static boolean isAbandoned(Path directory, Path lockedByUs) {
        if (directory.equals(lockedByUs)) {
            return true;
        }
        if (!Files.exists(DirectoryLock.fileFor(directory))) {
            // Its owner cleared the folder away and was killed before the server was.
            return true;
        }
        try {
            Optional<DirectoryLock> lock = DirectoryLock.tryFor(directory);
            if (lock.isPresent()) {
                lock.get().close();
            }
            return lock.isPresent();
        } catch (IOException e) {
            // Not ours to open: leave alone what cannot be told.
            return false;
        }
    }

    /** Windows does not show another process's arguments; there the server's own pid file has to do. */
    private static boolean isNamedIn(Path directory, ProcessHandle server) {
        Path file = directory.resolve("mariadbd.pid");
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(Long.toString(server.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for the end of process " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping process " + server.pid(), e);
        }
    }
}
