package dev.souk.stripe.standin.store;

import dev.souk.stripe.standin.json.Json;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A file of JSON lines, one per transaction: {@code [["CheckoutSession","cs_1",{…}],["Delivery","d_1",null]]}; null
 * removes. A line goes to the operating system at once, so it outlives the process (though not a loss of power). A last
 * line that was cut short is left out: its transaction never ended.
 */
final class Journal implements AutoCloseable {
    private static final int HISTORY_WORTH_KEEPING = 20_000;

    private final Path file;
    private final FileChannel lock;
    // A stream, not a channel: a channel closes for everybody when one writing thread is interrupted.
    private FileOutputStream out;
    private int lines;

    private Journal(Path file, FileChannel lock, FileOutputStream out) {
        this.file = file;
        this.lock = lock;
        this.out = out;
    }

    static Journal open(Path folder) {
        try {
            Files.createDirectories(folder);
            // The lock dies with its process, so a crash blocks nobody.
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(lock)) {
                lock.close();
                throw new IllegalStateException("another Stripe stand-in already uses " + folder);
            }
            Path file = folder.resolve("journal.jsonl");
            return new Journal(file, lock, appendTo(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the stand-in's state in " + folder, e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileOutputStream appendTo(Path file) throws IOException {
        return new FileOutputStream(file.toFile(), true);
    }

    void replay(List<Class<? extends Stored>> kinds, BiConsumer<Transaction.Key, Optional<Stored>> each) {
        Map<String, Class<? extends Stored>> byName = new HashMap<>();
        kinds.forEach(kind -> byName.put(kind.getSimpleName(), kind));
        String text = read();
        int end;
        for (int start = 0; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            lines++;
            for (JsonNode change : line(text.substring(start, end))) {
                Class<? extends Stored> kind = byName.get(change.get(0).asString());
                if (kind == null) {
                    throw new IllegalStateException(file + " line " + lines + " has an unknown kind of record");
                }
                Transaction.Key key = new Transaction.Key(kind, change.get(1).asString());
                each.accept(
                        key,
                        change.get(2).isNull()
                                ? Optional.empty()
                                : Optional.of(Json.MAPPER.treeToValue(change.get(2), kind)));
            }
        }
    }

    private String read() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private JsonNode line(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    file + " line " + lines + " cannot be read; delete the file to start anew", e);
        }
    }

    void append(Map<Transaction.Key, Optional<Stored>> changes) {
        ArrayNode line = Json.MAPPER.createArrayNode();
        changes.forEach((key, value) -> line.addArray()
                .add(key.kind().getSimpleName())
                .add(key.id())
                .add(value.<JsonNode>map(Json.MAPPER::valueToTree).orElse(null)));
        try {
            long before = Files.size(file);
            try {
                write(out, line);
                lines++;
            } catch (IOException e) {
                // Half a line would spoil the next one.
                out.getChannel().truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void write(OutputStream out, ArrayNode line) throws IOException {
        out.write((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean isMostlyHistory(int records) {
        return lines > HISTORY_WORTH_KEEPING + 4 * records;
    }

    /** Replaces the history by what is true now. */
    void compact(List<Stored> records) {
        Path fresh = file.resolveSibling("journal.jsonl.new");
        try {
            try (FileOutputStream all = new FileOutputStream(fresh.toFile());
                    BufferedOutputStream buffer = new BufferedOutputStream(all)) {
                for (Stored value : records) {
                    ArrayNode line = Json.MAPPER.createArrayNode();
                    line.addArray()
                            .add(value.getClass().getSimpleName())
                            .add(value.id())
                            .add(Json.MAPPER.<JsonNode>valueToTree(value));
                    write(buffer, line);
                }
                buffer.flush();
                all.getFD().sync();
            }
            out.close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out = appendTo(file);
            lines = records.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite " + file, e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
