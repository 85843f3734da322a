package dev.souk.benchmark.coldstart;

import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Jvm;
import dev.souk.local.function.isolated.Launch;
import dev.souk.local.function.isolated.RuntimeClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
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

    /** A runtime with the modules that the jars name, and those that are found by name alone: TLS and the sockets of the driver. */
    private Path runtime(Subject subject) {
        return runtimes.computeIfAbsent(subject.artifact(), artifact -> {
            List<String> arguments = new ArrayList<>(
                    List.of("--ignore-missing-deps", "--multi-release", "25", "--print-module-deps", "--class-path"));
            arguments.add(jar(subject).toString());
            arguments.add(jar(subject).toString());
            TreeSet<String> modules =
                    new TreeSet<>(Arrays.asList(run("jdeps", arguments).strip().split(",", -1)));
            modules.add("jdk.crypto.ec");
            modules.add("jdk.unsupported");
            Path runtime = folder.resolve(artifact + "-runtime");
            if (!Files.exists(runtime)) {
                run(
                        "jlink",
                        List.of(
                                "--add-modules",
                                String.join(",", modules),
                                "--strip-debug",
                                "--no-header-files",
                                "--no-man-pages",
                                "--output",
                                runtime.toString()));
                // Without the JDK's own archive there is nothing that a cache could stand on.
                execute(runtime.resolve("bin/java"), "-Xshare:dump", "-XX:+UseSerialGC");
            }
            return runtime;
        });
    }

    private static String run(String tool, List<String> arguments) {
        StringWriter out = new StringWriter();
        int status = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
                .run(new PrintWriter(out), new PrintWriter(Writer.nullWriter()), arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(tool + " " + arguments + " ended with " + status + ": " + out);
        }
        return out.toString();
    }

    private static void execute(Path program, String... arguments) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        try {
            int status = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(line + " ended with " + status);
            }
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
