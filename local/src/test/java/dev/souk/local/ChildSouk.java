package dev.souk.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Souk in a process of its own, as a person starts it. */
final class ChildSouk implements AutoCloseable {
    private static final Pattern SHOP = Pattern.compile("Shop +(http://\\S+)/");

    private final Process process;
    private final StringBuilder said = new StringBuilder();

    private ChildSouk(Process process) {
        this.process = process;
    }

    static ChildSouk start(Path checkout, Path data) {
        return start(checkout, data, Map.of());
    }

    /** @param settings variables beside the port and the cache */
    static ChildSouk start(Path checkout, Path data, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--checkout",
                checkout.toString(),
                "--data",
                data.toString());
        builder.environment().put("PORT", "0");
        builder.environment().putAll(settings);
        builder.environment().put("SOUK_CACHE", System.getProperty("souk.cache", "target/cache"));
        try {
            return new ChildSouk(builder.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what it says until it is ready, or until it ends, which fails. */
    URI awaitReady() {
        try {
            BufferedReader reader = process.inputReader();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("Ready in ")) {
                    Matcher shop = SHOP.matcher(said);
                    if (shop.find()) {
                        return URI.create(shop.group(1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("it did not start:\n" + said);
    }

    /** Waits until it has started others: that it and they are so many. */
    void awaitProcesses(int count) throws InterruptedException {
        while (family().size() < count) {
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it ended");
            }
        }
    }

    /** Waits for it to end by itself; what it said. */
    String awaitEnd() throws InterruptedException {
        String rest = process.inputReader().lines().reduce("", (all, line) -> all + line + "\n");
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return said + rest;
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** It and all that it started. */
    List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        return family;
    }

    /** As Ctrl+C does. {@link Process#destroy} would close its output as well. */
    void interrupt() {
        process.toHandle().destroy();
    }

    /** As {@code kill -9} does. */
    void crash() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> family = family();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
