package dev.souk.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * What is over when the JVM of some tests ends: services are stopped, the last that was started first, and then folders are deleted, which the
 * services would write to until then.
 */
public final class EndOfJvm {
    private static final Deque<AutoCloseable> SERVICES = new ArrayDeque<>();
    private static final Deque<Path> FOLDERS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EndOfJvm::come, "end of the tests"));
    }

    private EndOfJvm() {}

    /** Has the service stopped at the end. */
    public static void stops(AutoCloseable service) {
        synchronized (EndOfJvm.class) {
            SERVICES.push(service);
        }
    }

    /** A new folder for temporary files that is deleted at the end. */
    public static Path folder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            synchronized (EndOfJvm.class) {
                FOLDERS.push(folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void come() {
        SERVICES.forEach(service -> {
            try {
                service.close();
            } catch (Exception e) {
                System.err.println("a service did not stop: " + e);
            }
        });
        FOLDERS.forEach(EndOfJvm::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("a temporary folder was not deleted: " + e);
        }
    }
}
