package dev.souk.embedded.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Mails as {@code .eml} files, read when somebody asks for them. Safe to use from many threads. */
final class MailFolder {
    private static final String SUFFIX = ".eml";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final ConcurrentSkipListSet<String> ids = new ConcurrentSkipListSet<>();
    private final Map<String, ReceivedMail> read = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    MailFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .forEach(ids::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mail is on the disk, whole, when this returns. */
    void keep(String from, List<String> to, byte[] source) {
        Envelope envelope = new Envelope(from, to, Instant.now());
        String id = STAMP.format(envelope.receivedAt()) + "-%06d".formatted(sequence.incrementAndGet());
        Path partial = folder.resolve(id + ".partial");
        try {
            byte[] first =
                    (Envelope.HEADER + JSON.writeValueAsString(envelope) + "\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] file = new byte[first.length + source.length];
            System.arraycopy(first, 0, file, 0, first.length);
            System.arraycopy(source, 0, file, first.length, source.length);
            Files.write(partial, file);
            Files.move(partial, folder.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ids.add(id);
    }

    /** The oldest first. */
    List<ReceivedMail> all() {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    int size() {
        return ids.size();
    }

    /** Empty for an id that is unknown, or was cleared meanwhile. */
    Optional<ReceivedMail> find(String id) {
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        ReceivedMail known = read.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            ReceivedMail mail = parsed(id, Files.readAllBytes(folder.resolve(id + SUFFIX)));
            read.put(id, mail);
            return Optional.of(mail);
        } catch (NoSuchFileException cleared) {
            ids.remove(id);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        for (String id : ids) {
            try {
                Files.deleteIfExists(folder.resolve(id + SUFFIX));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ids.remove(id);
            read.remove(id);
        }
    }

    /** A file without our first line was put there by somebody's hand; it is shown without an envelope. */
    private ReceivedMail parsed(String id, byte[] file) {
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        String first = new String(file, 0, end, StandardCharsets.UTF_8).strip();
        Envelope none = new Envelope("", List.of(), Instant.EPOCH);
        if (!first.startsWith(Envelope.HEADER)) {
            return MailSource.read(id, none, file);
        }
        byte[] source = Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length);
        try {
            return MailSource.read(
                    id, JSON.readValue(first.substring(Envelope.HEADER.length()), Envelope.class), source);
        } catch (JacksonException e) {
            return MailSource.read(id, none, source);
        }
    }
}
