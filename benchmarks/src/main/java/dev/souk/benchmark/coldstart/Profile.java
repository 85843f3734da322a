package dev.souk.benchmark.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of one cold start went, from the start of the process to its first answer.
 *
 * @param nanos of the main thread, by part
 * @param classNanos of that, when a class was being found or initialised
 */
record Profile(Map<Part, Long> nanos, long classNanos) {
    private static final String WAITS = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.next";

    private record Sight(long nanos, List<String> stack) {}

    /**
     * Reads what a {@link Sampler} wrote.
     *
     * @param started when the process was started
     */
    static Profile read(Path file, Instant started) {
        try {
            List<String> lines = Files.readAllLines(file);
            long before = Long.parseLong(lines.getFirst()) - ChronoUnit.MICROS.between(Instant.EPOCH, started);
            return of(before * 1_000, lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param beforeMain nanoseconds
     * @param lines of samples
     */
    static Profile of(long beforeMain, List<String> lines) {
        Map<Part, Long> nanos = new EnumMap<>(Part.class);
        nanos.put(Part.BEFORE_MAIN, beforeMain);
        long inClasses = 0;
        for (Sight sight : untilFirstAnswer(lines)) {
            nanos.merge(Part.of(sight.stack()), sight.nanos(), Long::sum);
            if (sight.stack().stream().anyMatch(Profile::isOfClasses)) {
                inClasses += sight.nanos();
            }
        }
        return new Profile(nanos, inClasses);
    }

    /** When it has answered, it asks for another event, and that it does for good. */
    private static List<Sight> untilFirstAnswer(List<String> lines) {
        List<Sight> sights = new ArrayList<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            sights.add(new Sight(
                    Long.parseLong(line.substring(0, tab)),
                    Arrays.asList(line.substring(tab + 1).split(";", -1))));
        }
        while (!sights.isEmpty() && sights.getLast().stack().contains(WAITS)) {
            sights.removeLast();
        }
        return sights;
    }

    private static boolean isOfClasses(String frame) {
        return frame.endsWith(".<clinit>")
                || frame.endsWith(".loadClass")
                || frame.startsWith("java.lang.Class.forName");
    }

    /** Of the whole. */
    double share(Part part) {
        return nanos.getOrDefault(part, 0L) / total();
    }

    double classShare() {
        return classNanos / total();
    }

    private double total() {
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }
}
