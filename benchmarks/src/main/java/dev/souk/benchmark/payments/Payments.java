package dev.souk.benchmark.payments;

import dev.souk.embedded.mariadb.Durability;
import dev.souk.embedded.mariadb.EmbeddedMariaDb;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The benchmark: {@code Payments <checkout>}. {@code ROUNDS} (5) says how many of each, {@code ORDERS} (400) how many are paid in each,
 * {@code WORKERS} (1,2,4,8,16) how many of each kind work at once.
 */
public final class Payments {
    private static final Duration COMMITTING = Duration.ofSeconds(2);

    private Payments() {}

    /** One round of one number of workers. */
    private record Sample(double paid, double committed, double statements, double processor) {
        double ratio() {
            return paid / committed;
        }
    }

    /** What runs with one number of workers, and how it did. */
    private record Crew(int workers, Market market, List<Sample> samples) {
        double median(ToDoubleFunction<Sample> figure) {
            double[] figures = samples.stream().mapToDouble(figure).sorted().toArray();
            return figures[figures.length / 2];
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path cache = Path.of(arguments[0]).toAbsolutePath().resolve(".local/cache");
        int rounds = number("ROUNDS", 5);
        int orders = number("ORDERS", 400);
        int[] workers = Arrays.stream(
                        System.getenv().getOrDefault("WORKERS", "1,2,4,8,16").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Path folder = Files.createTempDirectory("souk-payments-");
        PrintStream out = System.out;
        List<Crew> crews = new ArrayList<>();
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(cache, folder.resolve("data"), 0, Durability.KEPT);
                StripeStandIn stripe = StripeStandIn.start(Options.inMemory().withRequestsPerSecond(0))) {
            try {
                for (int each : workers) {
                    Path own = folder.resolve("workers-" + each);
                    crews.add(new Crew(each, Market.start(own, cache, server, stripe, each), new ArrayList<>()));
                }
                Commits commits = new Commits(server);
                // The first of everything is slow, and is nobody's.
                for (Crew crew : crews) {
                    crew.market().sell(orders);
                }
                for (int round = 1; round <= rounds; round++) {
                    for (Crew crew : crews) {
                        double committed = commits.perSecond(crew.workers(), COMMITTING);
                        Market.Sales sales = crew.market().sell(orders);
                        crew.samples()
                                .add(new Sample(
                                        sales.perSecond(),
                                        committed,
                                        sales.statementsPerOrder(),
                                        sales.processorMillisPerOrder()));
                    }
                    out.println("round " + round + " of " + rounds);
                }
            } finally {
                crews.forEach(crew -> crew.market().close());
            }
        }
        out.println();
        out.println(
                "| workers | paid orders / s | durable commits / s | ratio | statements an order | processor an order, ms |");
        out.println("|---|---|---|---|---|---|");
        for (Crew crew : crews) {
            out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.3f | %.1f | %.1f |%n",
                    crew.workers(),
                    crew.median(Sample::paid),
                    crew.median(Sample::committed),
                    crew.median(Sample::ratio),
                    crew.median(Sample::statements),
                    crew.median(Sample::processor));
        }
        // Threads of services that are stopped linger; nothing waits for them.
        System.exit(0);
    }

    private static int number(String variable, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, String.valueOf(otherwise)));
    }
}
