package dev.souk.benchmark.coldstart;

import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.packaging.Market;
import dev.souk.packaging.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a cold start's time goes: {@code ProfileColdStart <checkout>}. Each function is brought up as the benchmark does it, and its JVM's
 * counters are read; then again with a {@link Sampler} in it. {@code ROUNDS} (5), {@code ONLY} and {@code VARIANTS} (plain, aot) are those
 * of {@link ColdStart}; of each function there is {@code … over TLS}, too, which talks so with the database.
 */
public final class ProfileColdStart {
    private static final List<String> USUALLY =
            List.of("users", "users over TLS", "catalog", "e-mail worker", "purchases", "payment worker");

    private final Workshop workshop;
    private final FreshProcess process;
    private final Path kept;

    /**
     * One function in one round, twice.
     *
     * @param beforeMain until the JVM had made itself, without the sampler, milliseconds
     */
    record Pair(Sample plain, double beforeMain, Counters counters, Sample sampled, Profile profile) {}

    /** @param kept where samples stay, for who wants to see more of them */
    private ProfileColdStart(Path checkout, Path folder, Path kept) throws IOException {
        this.workshop = new Workshop(checkout, folder.resolve("work"), List.of());
        this.process = new FreshProcess(checkout, folder.resolve("run"), _ -> {});
        this.kept = Files.createDirectories(kept);
    }

    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[0]).toAbsolutePath();
        List<String> only = ColdStart.list("ONLY", ",");
        List<String> variants = ColdStart.list("VARIANTS", ",");
        int rounds = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));
        run(
                checkout,
                checkout.resolve(".local/cache"),
                checkout.resolve("benchmarks/target/profile"),
                only.isEmpty() ? USUALLY : only,
                variants.isEmpty() ? List.of(Variant.PLAIN, Variant.AOT) : Variant.named(variants),
                rounds,
                System.out);
    }

    static void run(
            Path checkout,
            Path cache,
            Path kept,
            List<String> only,
            List<Variant> variants,
            int rounds,
            PrintStream out)
            throws IOException {
        Path folder = Files.createTempDirectory("souk-profile-");
        try (Market market = new Market(folder.resolve("market"), cache)) {
            List<Subject> subjects = market.subjects().stream()
                    .flatMap(subject -> Stream.of(subject, subject.overTls()))
                    .filter(subject -> only.contains(subject.name()))
                    .toList();
            ProfileColdStart profile = new ProfileColdStart(checkout, folder, kept);
            if (variants.contains(Variant.AOT)) {
                profile.workshop.bundle(subjects);
            }
            for (Variant variant : variants) {
                ProfileTable table = new ProfileTable(variant.title());
                for (int round = 0; round < rounds; round++) {
                    for (Subject subject : subjects) {
                        table.add(subject.name(), profile.pair(subject, variant, round));
                    }
                }
                out.println(table.markdown());
            }
        } finally {
            Artifact.remove(folder);
        }
    }

    private Pair pair(Subject subject, Variant variant, int round) throws IOException {
        List<Counters> counters = new ArrayList<>();
        List<Double> beforeMain = new ArrayList<>();
        Sample plain = process.start(subject, workshop.launch(subject, variant), (functions, trace) -> {
            Counters counted = Counters.of(pid(functions));
            counters.add(counted);
            beforeMain.add((double)
                    (counted.count("sun.rt.createVmEndTime") - trace.at().toEpochMilli()));
        });
        Path samples =
                kept.resolve("%s-%s-%d.txt".formatted(variant.name().toLowerCase(Locale.ROOT), subject.name(), round));
        Files.deleteIfExists(samples);
        List<Profile> profiles = new ArrayList<>();
        Sample sampled = process.start(subject, workshop.sampled(subject, variant, samples), (functions, trace) -> {
            functions.endGently();
            profiles.add(Profile.read(samples, trace.at()));
        });
        return new Pair(plain, beforeMain.getFirst(), counters.getFirst(), sampled, profiles.getFirst());
    }

    private static long pid(IsolatedFunctions functions) {
        return functions.processes().getFirst().pid();
    }
}
