package dev.souk.benchmark.coldstart;

import dev.souk.lambda.log.Log;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import dev.souk.local.function.isolated.Artifact;
import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.local.function.isolated.Launch;
import dev.souk.packaging.Market;
import dev.souk.packaging.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The benchmark: {@code ColdStart <checkout>}. {@code ROUNDS} (9) says how many of each, {@code ONLY} names functions and {@code VARIANTS}
 * variants, comma-separated, {@code JVM_OPTIONS} adds options and prints what the functions wrote.
 */
public final class ColdStart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Log QUIET = new Log(
            "coldstart",
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Clock.systemUTC());

    private final Isolation isolation;
    private final Workshop workshop;
    private final Path folder;
    private final boolean isLookedAt;
    private final PrintStream out;

    private ColdStart(Path checkout, Path folder, PrintStream out) {
        List<String> options = list("JVM_OPTIONS", " ");
        this.isolation = new Isolation(checkout, 1, Duration.ofHours(1), PATIENCE);
        this.workshop = new Workshop(checkout, folder.resolve("work"), options);
        this.folder = folder;
        this.isLookedAt = !options.isEmpty();
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory("souk-coldstart-");
        PrintStream out = System.out;
        try (Market market = new Market(folder.resolve("market"), checkout.resolve(".local/cache"))) {
            List<String> only = list("ONLY", ",");
            List<Subject> subjects = market.subjects().stream()
                    .filter(subject -> only.isEmpty() || only.contains(subject.name()))
                    .toList();
            List<String> wanted = list("VARIANTS", ",");
            List<Variant> variants = Arrays.stream(Variant.values())
                    .filter(variant ->
                            wanted.isEmpty() || wanted.contains(variant.name().toLowerCase(Locale.ROOT)))
                    .toList();
            String rounds = System.getenv().getOrDefault("ROUNDS", "9");
            new ColdStart(checkout, folder, out).run(subjects, variants, Integer.parseInt(rounds));
        } finally {
            Artifact.remove(folder);
        }
    }

    private static List<String> list(String variable, String separator) {
        return Arrays.stream(System.getenv().getOrDefault(variable, "").split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private void run(List<Subject> subjects, List<Variant> variants, int rounds) {
        // A cache belongs to a handler, and is trained with all that it does here.
        Map<String, List<Subject>> handlers = subjects.stream()
                .collect(Collectors.groupingBy(Subject::handler, LinkedHashMap::new, Collectors.toList()));
        if (variants.contains(Variant.AOT)) {
            handlers.forEach((handler, alike) -> workshop.bundle(handler, alike));
        }
        Samples samples = new Samples();
        for (int round = 0; round < rounds; round++) {
            // One after the other within a round: what slows the machine down slows all of them.
            for (Variant variant : variants) {
                for (Subject subject : subjects) {
                    samples.add(subject, variant, coldStart(subject, variant));
                }
            }
            out.println("round " + (round + 1) + " of " + rounds);
        }
        out.println();
        out.println(new Table(subjects, variants, samples, workshop).markdown());
    }

    private Sample coldStart(Subject subject, Variant variant) {
        RecentInvocations invocations = new RecentInvocations();
        byte[] event = subject.event().get();
        try (IsolatedFunctions functions = functions(subject, workshop.launch(subject, variant), invocations)) {
            subject.check(functions.invoke(subject.name(), event, PATIENCE));
            Sample sample = sample(invocations);
            if (isLookedAt) {
                // A profiler writes what it saw when the process ends.
                functions.endGently();
            }
            return sample;
        }
    }

    private static Sample sample(RecentInvocations invocations) {
        for (int i = 0; i < 1_000; i++) {
            Trace trace = invocations.all().getLast();
            if (!trace.isRunning()) {
                return Sample.of(
                        trace.init().orElseThrow(),
                        trace.took().orElseThrow(),
                        trace.memoryMegabytes().orElseThrow());
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new IllegalStateException("the invocation does not end");
    }

    private IsolatedFunctions functions(Subject subject, Launch launch, RecentInvocations invocations) {
        return IsolatedFunctions.of(
                List.of(new IsolatedFunctions.Deployed(launch, PATIENCE, 1)),
                isolation,
                folder.resolve("run"),
                QUIET,
                line -> {
                    if (isLookedAt) {
                        out.println(subject.name() + ": " + line);
                    }
                },
                invocations);
    }
}
