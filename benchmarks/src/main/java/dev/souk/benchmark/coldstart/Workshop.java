package dev.souk.benchmark.coldstart;

import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Jvm;
import dev.souk.local.function.isolated.Launch;
import dev.souk.local.function.isolated.RuntimeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes of each package what a variant runs: unpacked folders, jars, runtimes, caches. */
final class Workshop {
    private final Path checkout;
    private final Path folder;
    private final RuntimeClient client;
    private final List<String> more;
    private final Map<String, Path> runtimes = new HashMap<>();

    /** @param more options of the JVM, to look closer */
    Workshop(Path checkout, Path folder, List<String> more) {
        this.checkout = checkout;
        this.folder = folder;
        this.client = RuntimeClient.in(Isolation.of(checkout).runtimeClient(), folder);
        this.more = more;
    }

    /** The launch that makes the cache; it has to end by itself. */
    Launch training(Subject subject, Variant variant) {
        return launch(
                subject,
                variant,
                List.of("-XX:AOTCacheOutput=" + cache(subject, variant), "-Xlog:aot=off", "-Xlog:cds=off"));
    }

    Launch launch(Subject subject, Variant variant) {
        return launch(
                subject,
                variant,
                variant == Variant.PLAIN ? List.of() : List.of("-XX:AOTCache=" + cache(subject, variant)));
    }

    private Launch launch(Subject subject, Variant variant, List<String> options) {
        List<String> all = new ArrayList<>(List.of(client.libraryOption()));
        all.addAll(options);
        all.addAll(more);
        return new Launch(
                subject.name(),
                subject.handler(),
                variant == Variant.PLAIN ? unpacked(subject) : made(folder.resolve("empty")),
                subject.memoryMegabytes(),
                subject.variables(),
                new Jvm(
                        variant == Variant.JLINK_AOT ? runtime(subject).resolve("bin/java") : Jvm.own(),
                        variant == Variant.PLAIN ? client.jars() : List.of(jar(subject)),
                        all));
    }

    Path cache(Subject subject, Variant variant) {
        return folder.resolve(subject.handler() + "-" + variant + ".aot");
    }

    long zipBytes(Subject subject) {
        return size(checkout.resolve(subject.zip()));
    }

    long cacheBytes(Subject subject, Variant variant) {
        return size(cache(subject, variant));
    }

    long runtimeBytes(Subject subject) {
        try (Stream<Path> files = Files.walk(runtime(subject))) {
            return files.filter(Files::isRegularFile).mapToLong(Workshop::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked(Subject subject) {
        return Artifact.unpacked(checkout.resolve(subject.zip()), folder.resolve(subject.artifact()));
    }

    /** A cache knows jars alone, so all that is on the class path becomes one: a JVM that starts looks for services in each there is. */
    private Path jar(Subject subject) {
        Path task = unpacked(subject);
        Path jar = task.resolveSibling(task.getFileName() + ".jar");
        if (!Files.exists(jar)) {
            List<Path> parts = new ArrayList<>(client.jars());
            Path lib = task.resolve("lib");
            if (Files.isDirectory(lib)) {
                List<String> there = parts.stream().map(Workshop::name).toList();
                try (Stream<Path> found = Files.list(lib)) {
                    found.filter(part -> !there.contains(name(part))).sorted().forEach(parts::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            OneJar.of(task, parts, jar);
        }
        return jar;
    }

    /**
     * A runtime with the modules that the jars name, those that are found by name alone, and without the desktop, which libraries
     * name for the sake of beans: it is half of the size.
     */
    private Path runtime(Subject subject) {
        return runtimes.computeIfAbsent(subject.artifact(), artifact -> {
            String named = jdkTool(
                            "jdeps",
                            "--ignore-missing-deps",
                            "--multi-release",
                            "25",
                            "--print-module-deps",
                            jar(subject).toString())
                    .getLast();
            TreeSet<String> modules = new TreeSet<>(Arrays.asList(named.split(",", -1)));
            modules.addAll(List.of("jdk.crypto.ec", "jdk.unsupported"));
            modules.remove("java.desktop");
            Path runtime = made(folder.resolve("runtimes")).resolve(artifact.replace('/', '-'));

            var _ = jdkTool(
                    "jlink",
                    "--add-modules",
                    String.join(",", modules),
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    runtime.toString());
            // Without an archive of its own classes there is nothing that a cache could stand on.
            var _ = lines(List.of(runtime.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC"));
            return runtime;
        });
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

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
