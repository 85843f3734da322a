package dev.souk.packaging;

import dev.souk.deployment.LambdaFunction;
import dev.souk.lambda.log.Log;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.Bootstrap;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Launch;
import dev.souk.local.function.isolated.RuntimeClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes bundles: links a runtime, puts all classes into one jar, plays events, and keeps what the JVM learned from them. */
public final class Bundler {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The JVM takes note of what runs, and how; with each turn less is new. */
    private static final int TURNS = 3;

    private static final Log QUIET = new Log(
            "bundler",
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Clock.systemUTC());

    private final Path checkout;
    private final Path folder;
    private final RuntimeClient client;
    private final Map<String, Path> jars = new HashMap<>();
    private final Map<String, Path> runtimes = new HashMap<>();

    /** @param folder where it works and leaves bundles */
    public Bundler(Path checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
        this.client = RuntimeClient.in(Isolation.of(checkout).runtimeClient(), made(folder));
    }

    /**
     * Makes the bundle of a handler.
     *
     * @param name of its folder
     * @param alike events that all are that handler's
     */
    public Bundle make(String name, List<Subject> alike) {
        Subject first = alike.getFirst();
        Bundle bundle = new Bundle(made(folder.resolve("bundles").resolve(name)));
        copy(jar(first), bundle.jar());
        copyAll(runtime(first), bundle.runtime());
        copy(client.library(), bundle.clientLibrary());
        write(bundle.bootstrap(), bootstrap("-XX:AOTCache=\"$root/function.aot\""));
        bundle.settle();
        train(bundle, name, alike);
        bundle.settle();
        return bundle;
    }

    /**
     * The bundle, unpacked elsewhere from its zip, with a JVM that ends when it cannot use the cache: it has to answer.
     *
     * @throws IllegalStateException when it does not
     */
    public void prove(Bundle elsewhere, String name, List<Subject> alike) {
        for (Subject subject : alike) {
            play(elsewhere, new Bootstrap(elsewhere.bootstrap()), name, strict(subject), List.of(subject), 1);
        }
    }

    private static Subject strict(Subject subject) {
        Map<String, String> variables = new HashMap<>(subject.variables());
        variables.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        return subject.with(variables);
    }

    private void train(Bundle bundle, String name, List<Subject> alike) {
        Path training = bundle.folder().resolveSibling(name + ".training");
        write(training, bootstrap("-XX:AOTCacheOutput=\"$root/function.aot\" -Xlog:aot=off -Xlog:cds=off"));
        play(bundle, new Bootstrap(training), name, alike.getFirst(), alike, TURNS);
        if (!Files.exists(bundle.cache())) {
            throw new IllegalStateException("training " + name + " left no cache");
        }
    }

    private void play(Bundle bundle, Bootstrap bootstrap, String name, Subject how, List<Subject> subjects, int turns) {
        List<String> lines = new ArrayList<>();
        Launch launch =
                new Launch(name, how.handler(), bundle.folder(), how.memoryMegabytes(), how.variables(), bootstrap);
        try (IsolatedFunctions functions = IsolatedFunctions.of(
                List.of(new IsolatedFunctions.Deployed(launch, PATIENCE, 1)),
                new Isolation(checkout, 1, Duration.ofHours(1), PATIENCE),
                folder.resolve("run"),
                QUIET,
                lines::add,
                new RecentInvocations())) {
            for (int turn = 0; turn < turns; turn++) {
                for (Subject subject : subjects) {
                    subject.play(functions, name, PATIENCE);
                }
            }
            functions.endGently();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(name + " wrote " + lines, e);
        }
    }

    /**
     * Starts the JVM from wherever the package lies. Options are those of the managed runtime, and of the bench: a cache is good for the same
     * collector and the same class path only, of which it forgives another beginning.
     */
    private static String bootstrap(String cache) {
        return """
                #!/bin/sh
                root="${LAMBDA_TASK_ROOT:-/var/task}"
                exec "$root/runtime/bin/java" \\
                    -Xmx$((${AWS_LAMBDA_FUNCTION_MEMORY_SIZE:-1024} * 85 / 100))m \\
                    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.reflect.useNativeAccessorOnly=true \\
                    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
                    %s="$root/libaws-lambda-jni.so" \\
                    %s \\
                    -cp "$root/function.jar" %s "$_HANDLER"
                """.formatted(RuntimeClient.LIBRARY_OPTION, cache, RuntimeClient.MAIN);
    }

    /** A cache knows jars alone, so all that is on the class path becomes one: a JVM that starts looks for services in each there is. */
    private Path jar(Subject subject) {
        return jars.computeIfAbsent(subject.artifact(), artifact -> {
            Path task = Artifact.unpacked(
                    checkout.resolve(subject.zip()), folder.resolve("classes").resolve(artifact));
            List<Path> parts = new ArrayList<>(client.jars());
            Path lib = task.resolve("lib");
            if (Files.isDirectory(lib)) {
                List<String> there = parts.stream().map(Bundler::name).toList();
                try (Stream<Path> found = Files.list(lib)) {
                    found.filter(part -> !there.contains(name(part))).sorted().forEach(parts::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            Path jar = made(folder.resolve("jars")).resolve(artifact.replace('/', '-') + ".jar");
            OneJar.of(task, parts, jar);
            return jar;
        });
    }

    private Path runtime(Subject subject) {
        boolean images = subject.handler().equals(LambdaFunction.IMAGES_WORKER.handler());
        return runtimes.computeIfAbsent(subject.artifact() + (images ? "-images" : ""), name -> {
            Path runtime = made(folder.resolve("runtimes")).resolve(name.replace('/', '-'));
            JavaRuntime.link(jar(subject), runtime, images);
            return runtime;
        });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make a program of " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyAll(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            // Of links, what they lead to: a zip that has some is not unpacked alike everywhere.
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
            if (Files.isExecutable(from) && !to.toFile().setExecutable(true)) {
                throw new IOException("cannot make a program of " + to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
}
