package dev.souk.packaging;

import dev.souk.local.function.isolated.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** A Java runtime of only those modules that a jar needs. */
final class JavaRuntime {
    private JavaRuntime() {}

    /**
     * Makes one in {@code folder}, out of the JDK that runs this: of the modules that the jar names, those that are found by name alone, and
     * without the desktop, which libraries name for the sake of beans: it is half of the size.
     *
     * @param images whether it decodes images, which the desktop's module does
     */
    static void link(Path jar, Path folder, boolean images) {
        String named = jdkTool(
                        "jdeps",
                        "--ignore-missing-deps",
                        "--multi-release",
                        "25",
                        "--print-module-deps",
                        jar.toString())
                .getLast();
        TreeSet<String> modules = new TreeSet<>(Arrays.asList(named.split(",", -1)));
        modules.addAll(List.of("jdk.crypto.ec", "jdk.unsupported"));
        if (!images) {
            modules.remove("java.desktop");
        }
        var _ = jdkTool(
                "jlink",
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString());
        // Without an archive of its own classes there is nothing that a cache could stand on.
        var _ = lines(List.of(folder.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC"));
    }

    /** As processes: a JDK without jmods, as most are now, links runtimes out of itself in no other way. */
    private static List<String> jdkTool(String tool, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(Jvm.own().resolveSibling(tool).toString()));
        line.addAll(List.of(arguments));
        return lines(line);
    }

    /** What the program says; it has to end well. */
    private static List<String> lines(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> said = process.inputReader().readAllLines();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(line + " ended with " + process.exitValue() + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
