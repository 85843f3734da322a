package dev.souk.benchmark.coldstart;

import dev.souk.local.function.isolated.Artifact;
import dev.souk.packaging.Market;
import dev.souk.packaging.Subject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The benchmark: {@code ColdStart <checkout>}. {@code ROUNDS} (9) says how many of each, {@code ONLY} names functions and {@code VARIANTS}
 * variants, comma-separated, {@code JVM_OPTIONS} adds options and prints what the functions wrote.
 */
public final class ColdStart {
    private final Workshop workshop;
    private final FreshProcess process;
    private final boolean isLookedAt;
    private final PrintStream out;

    private ColdStart(Path checkout, Path folder, PrintStream out) {
        List<String> options = list("JVM_OPTIONS", " ");
        this.workshop = new Workshop(checkout, folder.resolve("work"), options);
        this.isLookedAt = !options.isEmpty();
        this.process = new FreshProcess(checkout, folder.resolve("run"), line -> {
            if (isLookedAt) {
                out.println(line);
            }
        });
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
            List<Variant> variants = wanted.isEmpty() ? List.of(Variant.values()) : Variant.named(wanted);
            String rounds = System.getenv().getOrDefault("ROUNDS", "9");
            new ColdStart(checkout, folder, out).run(subjects, variants, Integer.parseInt(rounds));
        } finally {
            Artifact.remove(folder);
        }
    }

    static List<String> list(String variable, String separator) {
        return Arrays.stream(System.getenv().getOrDefault(variable, "").split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private void run(List<Subject> subjects, List<Variant> variants, int rounds) {
        if (variants.contains(Variant.AOT)) {
            workshop.bundle(subjects);
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
        return process.start(subject, workshop.launch(subject, variant), (functions, _) -> {
            if (isLookedAt) {
                // A profiler writes what it saw when the process ends.
                functions.endGently();
            }
        });
    }
}
