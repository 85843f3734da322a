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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Makes the bundle of one handler, and runs from what its zip was unpacked to. */
    void bundle(String name, List<Subject> alike) {
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
