package dev.souk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the services' libraries complain. They log by SLF4J, warnings and errors only, to standard error unless told
 * otherwise here; MariaDB writes a log of its own beside its data.
 */
public final class ServiceLogs {
    private ServiceLogs() {}

    /** Sends them to a file, which starts empty. Works only when called before the first service is started. */
    public static void writeTo(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(
                "org.slf4j.simpleLogger.logFile", file.toAbsolutePath().toString());
    }
}
