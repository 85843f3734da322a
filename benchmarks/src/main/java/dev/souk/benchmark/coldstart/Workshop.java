package dev.souk.benchmark.coldstart;

import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.Bootstrap;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Jvm;
import dev.souk.local.function.isolated.Launch;
import dev.souk.local.function.isolated.RuntimeClient;
import dev.souk.local.function.isolated.Snapshotted;
import dev.souk.local.function.isolated.Starter;
import dev.souk.packaging.Bundle;
import dev.souk.packaging.Bundler;
import dev.souk.packaging.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes of each package what a variant runs: unpacked folders and bundles. */
final class Workshop {
    private final Path checkout;
    private final Path folder;
    private final RuntimeClient client;
    private final Bundler bundler;
    private final List<String> more;
    /** By handler. */
    private final Map<String, Bundle> bundles = new HashMap<>();

    /** @param more options of the JVM, to look closer */
    Workshop(Path checkout, Path folder, List<String> more) {
        this.checkout = checkout;
        this.folder = folder;
        this.client = RuntimeClient.in(Isolation.of(checkout).runtimeClient(), folder);
        this.bundler = new Bundler(checkout, folder.resolve("bundler"));
        this.more = more;
    }

    /** Makes bundles, one a handler: a cache belongs to it, and is trained with all that it does here, over TLS as {@code make package-aot} does. */
    void bundle(List<Subject> subjects) {
        Map<String, List<Subject>> handlers = subjects.stream()
                .map(Subject::overTls)
                .collect(Collectors.groupingBy(Subject::handler, LinkedHashMap::new, Collectors.toList()));
        handlers.forEach(this::bundle);
    }

    /** And runs from what its zip was unpacked to. */
    private void bundle(String name, List<Subject> alike) {
        Bundle made = bundler.make(name, alike);
        Path zip = folder.resolve("zips").resolve(name + ".zip");
        made.zipTo(zip);
        bundles.put(
                alike.getFirst().handler(),
                Bundle.unzipped(zip, folder.resolve("task").resolve(name)));
    }

    Launch launch(Subject subject, Variant variant) {
        return new Launch(
                subject.name(),
                subject.handler(),
                variant == Variant.AOT ? bundleOf(subject).folder() : unpacked(subject),
                subject.memoryMegabytes(),
                variables(subject, variant),
                starter(subject, variant));
    }

    /** The same, looked at from within by a {@link Sampler} that writes to {@code samples}. With a cache that has to be used. */
    Launch sampled(Subject subject, Variant variant, Path samples) {
        Launch launch = launch(subject, variant);
        // Beside the function's jar: a cache forgives another place of the class path, but of all of it alike.
        Path classes = launch.task().resolve("sampler");
        Sampler.copyTo(classes);
        return new Launch(
                launch.name(),
                launch.handler(),
                launch.task(),
                launch.memoryMegabytes(),
                launch.variables(),
                variant == Variant.AOT
                        ? new Bootstrap(sampled(bundleOf(subject), classes, samples))
                        : sampled(Jvm.managed(client), classes, samples));
    }

    private static Starter sampled(Jvm managed, Path classes, Path samples) {
        List<Path> classPath = new ArrayList<>(managed.classPath());
        classPath.add(classes);
        Jvm jvm = new Jvm(managed.java(), classPath, managed.options());
        return (heapMegabytes, handler) -> {
            List<String> line = new ArrayList<>(jvm.line(heapMegabytes, handler));
            line.addAll(line.indexOf(RuntimeClient.MAIN), List.of(Sampler.class.getName(), samples.toString()));
            return line;
        };
    }

    /** A cache is good for a class path that goes on after the one that it was made with. */
    private static Path sampled(Bundle bundle, Path classes, Path samples) {
        String usual = "\"$root/function.jar\" " + RuntimeClient.MAIN;
        String looked = "\"$root/function.jar:%s\" -XX:AOTMode=on %s \"%s\" %s"
                .formatted(classes, Sampler.class.getName(), samples, RuntimeClient.MAIN);
        try {
            String script = Files.readString(bundle.bootstrap());
            if (!script.contains(usual)) {
                throw new IllegalStateException("the bootstrap does not start " + usual);
            }
            Path program = bundle.folder().resolve("bootstrap.sampled");
            Files.writeString(program, script.replace(usual, looked));
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make a program of " + program);
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> variables(Subject subject, Variant variant) {
        Map<String, String> variables = new HashMap<>(subject.variables());
        if (variant == Variant.AOT && !more.isEmpty()) {
            variables.put("JAVA_TOOL_OPTIONS", String.join(" ", more));
        }
        return variables;
    }

    private Starter starter(Subject subject, Variant variant) {
        Jvm managed = Jvm.managed(client);
        for (String option : more) {
            managed = managed.with(option);
        }
        return switch (variant) {
            case PLAIN -> managed;
            case SNAPSTART -> new Snapshotted(managed);
            case AOT -> new Bootstrap(bundleOf(subject).bootstrap());
        };
    }

    private Bundle bundleOf(Subject subject) {
        Bundle bundle = bundles.get(subject.handler());
        if (bundle == null) {
            throw new IllegalStateException("no bundle was made of " + subject.handler());
        }
        return bundle;
    }

    long zipBytes(Subject subject) {
        return size(checkout.resolve(subject.zip()));
    }

    /** Of the bundle, unpacked. */
    long bundleBytes(Subject subject) {
        return bundleOf(subject).bytes();
    }

    long cacheBytes(Subject subject) {
        return size(bundleOf(subject).cache());
    }

    private Path unpacked(Subject subject) {
        return Artifact.unpacked(checkout.resolve(subject.zip()), folder.resolve(subject.artifact()));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
