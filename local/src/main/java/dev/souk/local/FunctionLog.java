package dev.souk.local;

import dev.souk.local.function.LogTap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file that functions write their logs to, as CloudWatch has them in the cloud: {@code functions.log}. */
final class FunctionLog implements AutoCloseable {
    private static final long LARGE = 20L * 1024 * 1024;

    private final Path file;
    private final PrintStream out;

    private FunctionLog(Path file, OutputStream out) {
        this.file = file;
        this.out = new LogTap(out).stream();
    }

    /** Goes on where the last run ended; a large file becomes {@code functions.log.1}. */
    static FunctionLog in(Path folder) {
        Path file = folder.resolve("functions.log");
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > LARGE) {
                Files.move(file, file.resolveSibling("functions.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new FunctionLog(
                    file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    PrintStream out() {
        return out;
    }

    /** Adds a line that a function wrote elsewhere. */
    void line(String line) {
        synchronized (out) {
            out.print(line + "\n");
            out.flush();
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
