package dev.souk.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The real services that tests talk to: one of each a JVM, stopped when it ends. Each that is started leaves its name in
 * {@code target/real-services.txt}, from which the test run says what it ran against.
 */
public final class RealServices {
    private RealServices() {}

    /** Starts a service, has it stopped at the end of the JVM, and writes its name down. */
    static <T extends AutoCloseable> T started(String name, Supplier<T> start) {
        T service = start.get();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "stop " + name));
        try {
            Path list = Path.of("target", "real-services.txt");
            Files.createDirectories(list.getParent());
            Files.writeString(list, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return service;
    }

    /** Where unpacked servers are kept between runs. */
    static Path cache() {
        return Path.of(System.getProperty("souk.cache", "target/cache"));
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            throw new IllegalStateException("a service did not stop", e);
        }
    }
}
