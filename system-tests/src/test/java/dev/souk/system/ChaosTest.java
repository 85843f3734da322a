package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.LocalOptions;
import dev.souk.local.LocalOptions.Pace;
import dev.souk.local.LocalSouk;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.system.Books.Bought;
import dev.souk.test.JvmShutdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Sales go on while functions, the database and the queue server are killed. {@code -Dsouk.chaosSeconds=600} for longer, {@code
 * -Dsouk.seed=…} for the intentions of another run.
 */
@Tag("isolated")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));
    private static final Duration LASTS = Duration.ofSeconds(Long.getLong("souk.chaosSeconds", 120));
    private static final long SEED = Long.getLong("souk.seed", System.nanoTime());
    private static final int SHOPPERS = 8;
    /** A mail whose sender was killed waits for the end of a lease of two minutes, and may be unlucky twice. */
    private static final Duration UNTIL_QUIET = Duration.ofMinutes(7);

    private final LocalSouk souk;
    private final Target target;
    private final List<Offered> offered = new ArrayList<>();

    /** A product and the store it is in. */
    private record Offered(String product, int store) {}

    ChaosTest() {
        Path data = JvmShutdown.temporaryFolder("souk-chaos-");
        souk = LocalSouk.start(LocalOptions.forTests(data, Path.of(System.getProperty("souk.cache", "target/cache")))
                .withAllKept()
                .withPace(new Pace(Duration.ofSeconds(5), Duration.ofSeconds(2), 10_000, 5_000))
                .withIsolation(Isolation.of(CHECKOUT)));
        target = Target.at(souk.baseUrl());
    }

    @AfterAll
    void stop() {
        souk.close();
    }

    @Test
    void whatever_is_killed_every_payment_is_delivered_once_and_every_receipt_sent() throws Exception {
        String free = "";
        for (int store = 0; store < 2; store++) {
            Shop shop = new Shop(target);
            offered.add(new Offered(shop.product("A book", 700, Shop.bytes("the book")), store));
            offered.add(new Offered(shop.product("A song", 150, Shop.bytes("the song")), store));
            free = shop.product("A sample", 0, Shop.bytes("a sample"));
        }
        Offered sample = new Offered(free, 1);
        System.out.println("chaos for " + LASTS.toSeconds() + " seconds, seed " + SEED);

        List<Bought> bought = new ArrayList<>();
        Map<String, Integer> kills;
        long end = System.nanoTime() + LASTS.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Bought>>> shopping = IntStream.range(0, SHOPPERS)
                    .mapToObj(i -> threads.submit(() -> shopUntil(end, new Random(SEED + 1 + i), sample)))
                    .toList();
            Killer killer = Killer.start(souk, SEED);
            try {
                Thread.sleep(LASTS);
            } finally {
                kills = killer.stop();
            }
            for (Future<List<Bought>> each : shopping) {
                bought.addAll(each.get());
            }
        }

        try (Books books = new Books(souk)) {
            long redriven = 0;
            long quiet = System.nanoTime();
            List<String> unfinished = books.unfinished();
            while (!unfinished.isEmpty() && System.nanoTime() - quiet < UNTIL_QUIET.toNanos()) {
                Thread.sleep(1_000);
                // Somebody who looks at the dead letters when all works again gives them back.
                redriven += books.redrive();
                unfinished = books.unfinished();
            }
            long paid = bought.stream().filter(Bought::paid).count();
            long given = bought.stream().filter(Bought::free).count();
            System.out.printf(
                    "seed %d: %d orders, %d of them paid or free (%d), killed %s; quiet after %d s; %d dead letters"
                            + " redriven, %d mails twice%n",
                    SEED,
                    bought.size(),
                    paid,
                    given,
                    kills,
                    Duration.ofNanos(System.nanoTime() - quiet).toSeconds(),
                    redriven,
                    books.copies());
            List<String> wrongs = new ArrayList<>(unfinished);
            wrongs.addAll(books.wrongs(bought));
            assertThat(wrongs.stream().limit(10).toList())
                    .as("%d wrongs, seed %d, killed %s, log %s", wrongs.size(), SEED, kills, souk.log())
                    .isEmpty();
            assertThat(paid).as("sales went on").isGreaterThan(LASTS.toSeconds() / 4);
        }
    }

    private List<Bought> shopUntil(long end, Random random, Offered sample) throws InterruptedException {
        List<Bought> bought = new ArrayList<>();
        while (System.nanoTime() < end) {
            Buyer buyer = new Buyer(target);
            boolean free = random.nextInt(4) == 0;
            List<Offered> cart = free ? List.of(sample) : some(random);
            Reply order =
                    buyer.ordersPatiently(cart.stream().map(Offered::product).toArray(String[]::new));
            boolean pays = free || random.nextInt(10) > 0;
            if (pays && !free) {
                assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
            }
            Set<Integer> stores =
                    new HashSet<>(cart.stream().map(Offered::store).toList());
            bought.add(new Bought(buyer, order, cart.size(), stores.size(), free, pays));
            Thread.sleep(500 + random.nextInt(2_000));
        }
        return bought;
    }

    /** One to three of what costs something, each once. */
    private List<Offered> some(Random random) {
        List<Offered> cart = new ArrayList<>(offered);
        java.util.Collections.shuffle(cart, random);
        return cart.subList(0, 1 + random.nextInt(3));
    }
}
