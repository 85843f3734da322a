package dev.souk.local.function.isolated;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one instance writes to its standard output and error. A file rather than a pipe: whatever it wrote before it told us something
 * else is in the file by then, so that lines can be told apart by request. Not for use by several threads at once.
 */
final class InstanceLog {
    private static final int MOST_BYTES = 1024 * 1024;

    private final Path file;
    private long read;

    InstanceLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The lines since the last call; of very many the last ones. */
    List<String> taken() {
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            long end = lines.length();
            long from = Math.max(read, end - MOST_BYTES);
            byte[] bytes = new byte[Math.toIntExact(end - from)];
            lines.seek(from);
            lines.readFully(bytes);
            read = end;
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
