package dev.souk.benchmark.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM counts of itself in any case, read from outside ({@code jcmd PerfCounter.print}): it need not run for that, nor be told before.
 * Times are those of all threads together.
 */
record Counters(Map<String, Long> values) {
    static Counters of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "PerfCounter.print")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(jcmd + " does not read the counters of " + pid + ": " + said);
            }
            return parse(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of lines {@code name=value}, those with numbers. */
    static Counters parse(String text) {
        Map<String, Long> values = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(equals + 1).matches("\\d{1,18}")) {
                values.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
            }
        }
        return new Counters(values);
    }

    /** @throws IllegalStateException when this JVM has no such counter: none is taken for zero */
    long count(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("this JVM does not count " + name);
        }
        return value;
    }

    /** The sum of some that are times, in milliseconds. */
    double millis(String... names) {
        long ticks = 0;
        for (String name : names) {
            ticks += count(name);
        }
        return ticks * 1e3 / count("sun.os.hrt.frequency");
    }
}
