package dev.souk.packaging;

import dev.souk.deployment.LambdaFunction;
import dev.souk.local.function.isolated.Artifact;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code PackageAot <checkout>} makes the packages of all functions, or of those that {@code ONLY} names, and proves each: unpacked somewhere
 * else, with a cache that has to be used, it answers.
 */
public final class PackageAot {
    private PackageAot() {}

    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[0]).toAbsolutePath();
        Path target = checkout.resolve("packaging/target/aot");
        List<String> only = Arrays.stream(
                        System.getenv().getOrDefault("ONLY", "").split(",", -1))
                .filter(name -> !name.isBlank())
                .toList();
        List<String> known = LambdaFunction.serving().stream()
                .map(LambdaFunction::functionName)
                .toList();
        if (!known.containsAll(only)) {
            throw new IllegalArgumentException("ONLY=" + String.join(",", only)
                    + " names what is no function; there are " + String.join(", ", known));
        }
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("souk-aot-");
        try (Market market = new Market(folder.resolve("market"), checkout.resolve(".local/cache"))) {
            Map<String, List<Subject>> events =
                    market.training().stream().collect(Collectors.groupingBy(Subject::handler));
            Bundler bundler = new Bundler(checkout, folder.resolve("work"));
            out.printf(
                    "%n  %-24s %8s %12s   of %d%n", "function", "zip MB", "unpacked MB", Bundle.MOST_BYTES / 1_000_000);
            for (LambdaFunction function : LambdaFunction.serving()) {
                String name = function.functionName();
                if (only.isEmpty() || only.contains(name)) {
                    List<Subject> alike = events.getOrDefault(function.handler(), List.of());
                    Bundle bundle = bundler.make(name, alike);
                    out.println(line(name, bundle, zipped(bundler, bundle, name, target, alike, folder)));
                    Artifact.remove(bundle.folder());
                }
            }
        } finally {
            Artifact.remove(folder);
        }
        Files.writeString(target.resolve("architecture"), architecture() + "\n");
    }

    /** Zips it and proves what was zipped. */
    private static long zipped(
            Bundler bundler, Bundle bundle, String name, Path target, List<Subject> events, Path folder)
            throws IOException {
        bundle.checkSize(name);
        Path zip = target.resolve(name + ".zip");
        bundle.zipTo(zip);
        Path elsewhere = folder.resolve("elsewhere").resolve(name);
        bundler.prove(Bundle.unzipped(zip, elsewhere), name, events);
        Artifact.remove(elsewhere);
        return Files.size(zip);
    }

    private static String line(String name, Bundle bundle, long zipBytes) {
        return String.format(Locale.ROOT, "  %-24s %8.1f %12.1f", name, zipBytes / 1e6, bundle.bytes() / 1e6);
    }

    /** As Lambda calls it: a JVM and its cache run on no other than they were made on. */
    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> throw new IllegalStateException("Lambda has no " + System.getProperty("os.arch"));
        };
    }
}
