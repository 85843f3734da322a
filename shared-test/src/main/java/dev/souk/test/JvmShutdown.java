package dev.souk.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done when the JVM of some tests ends: services are stopped, the last that was started first, and then folders are deleted, which the
 * services would write to until then.
 */
public final class JvmShutdown {
    private static final Deque<AutoCloseable> SERVICES = new ArrayDeque<>();
    private static final Deque<Path> FOLDERS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(JvmShutdown::come, "end of the tests"));
    }

    private JvmShutdown() {}

    /** Has the service stopped at the end. */
    public static void close(AutoCloseable service) {
        synchronized (JvmShutdown.class) {
            SERVICES.push(service);
        }
    }

    /** A new folder for temporary files that is deleted at the end. */
    public static Path temporaryFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            synchronized (JvmShutdown.class) {
                FOLDERS.push(folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody is left who could take an exception: it is said, and the others have their turn. */
    private static synchronized void come() {
        for (AutoCloseable service : SERVICES) {
            try {
                service.close();
            } catch (Exception e) {
                System.err.println(service + " did not stop");
                e.printStackTrace();
            }
        }
        for (Path folder : FOLDERS) {
            try {
                delete(folder);
            } catch (IOException | UncheckedIOException e) {
                System.err.println(folder + " was not deleted");
                e.printStackTrace();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
