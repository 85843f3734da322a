package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.embedded.sqs.EmbeddedSqs;
import dev.souk.embedded.sqs.QueueDefinition;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import dev.souk.local.function.isolated.IsolatedFunctions.Running;
import dev.souk.local.function.isolated.Isolation;
import dev.souk.model.OrderId;
import dev.souk.model.message.WorkQueue;
import dev.souk.test.JvmShutdown;
import dev.souk.test.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Processes of functions that are killed with SIGKILL, at the worst moments and at any. */
@Tag("isolated")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledFunctionsTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout"));
    private static final int BUYERS = 50;
    private static final int KILLS = 20;
    /** The lease is two minutes; then the queue gives the message out again. */
    private static final Duration AFTER_A_LEASE = Duration.ofMinutes(4);

    private final TestDatabase testDatabase = TestDatabase.fresh();
    private final Database database = testDatabase.open();
    private final EmbeddedSqs queues = EmbeddedSqs.inMemory(
            0,
            Arrays.stream(WorkQueue.values())
                    .map(queue -> new QueueDefinition(queue.queueName(), Duration.ofSeconds(2), queue.maxReceives()))
                    .toList());
    private final SqsRelay relay = new SqsRelay(queues.endpoint());
    private final LocalSouk souk;
    private final Target target;
    private final Shop shop;

    KilledFunctionsTest() {
        Path data = JvmShutdown.temporaryFolder("souk-killed-");
        Map<String, String> theirs = new HashMap<>(testDatabase.variablesOfOneForAll());
        theirs.put("AWS_ENDPOINT_URL_SQS", relay.endpoint().toString());
        theirs.put("AWS_REGION", queues.region());
        souk = LocalSouk.start(LocalOptions.forTests(data, Path.of(System.getProperty("souk.cache", "target/cache")))
                .withIsolation(Isolation.of(CHECKOUT))
                .withEnvironment(Environment.of(theirs)));
        target = Target.at(souk.baseUrl());
        shop = new Shop(target);
    }

    @AfterAll
    void stop() {
        souk.close();
        relay.close();
        queues.close();
        database.close();
    }

    @Test
    void fault_17_killed_between_the_commit_and_the_send_it_ends_in_exactly_one_receipt() throws Exception {
        Buyer buyer = new Buyer(target);
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        SqsRelay.Held send = relay.holdNextBatch();
        buyer.pays(order, Buyer.GOOD_CARD);
        send.awaitArrival();
        assertThat(buyer.reads(order).ok(200).text("state")).as("committed").isEqualTo("paid");
        assertThat(unsent()).as("not sent").isPositive();

        kill(LambdaFunction.PAYMENT_WORKER);
        send.drop();

        endsInOneReceipt(buyer, order);
        Target.await("all is marked as sent", () -> unsent() == 0 ? Optional.of(true) : Optional.empty());
    }

    @Test
    void fault_19_killed_in_the_middle_of_its_transaction_it_ends_in_exactly_one_receipt() throws Exception {
        Buyer buyer = new Buyer(target);
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        UUID id = OrderId.parse(order.text("id")).orElseThrow().value();
        database.transaction(tx -> {
            // Whoever wants to mark it paid has written the event down already, and waits for us.
            tx.first("SELECT id FROM orders WHERE id = ? FOR UPDATE", row -> row.uuid("id"), id);
            buyer.pays(order, Buyer.GOOD_CARD);
            Target.await(
                    "the payment worker waits for the order", () -> waiting(tx) ? Optional.of(true) : Optional.empty());
            kill(LambdaFunction.PAYMENT_WORKER);
            return id;
        });

        endsInOneReceipt(buyer, order);
        assertThat(eventsOf(order)).isEqualTo(1);
    }

    @Test
    void twenty_kills_under_fifty_buyers_and_each_has_what_was_paid_for_and_one_receipt() throws Exception {
        long seed = Long.getLong("souk.seed", System.nanoTime());
        Random random = new Random(seed);
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        List<Buyer> buyers =
                IntStream.range(0, BUYERS).mapToObj(i -> new Buyer(target)).toList();
        int emailKills = 0;
        List<Reply> orders;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> buying = buyers.stream()
                    .map(buyer -> threads.submit(() -> buysWhateverHappens(buyer, product, random.nextInt(12_000))))
                    .toList();
            for (int kills = 0; kills < KILLS; ) {
                Thread.sleep(200 + random.nextInt(600));
                List<Running> running = souk.processes();
                if (!running.isEmpty()) {
                    Running victim = running.get(random.nextInt(running.size()));
                    kill(victim);
                    kills++;
                    emailKills += victim.function().equals(LambdaFunction.EMAIL_WORKER.functionName()) ? 1 : 0;
                }
            }
            orders = buying.stream().map(KilledFunctionsTest::get).toList();
        }
        System.out.println("20 kills, " + emailKills + " of them of the e-mail worker, seed " + seed);

        for (int i = 0; i < BUYERS; i++) {
            buyers.get(i).seesPaid(orders.get(i));
            buyers.get(i).getsMail(AFTER_A_LEASE);
        }
        // A mail whose sender was killed, before or after the server took it, is tried again when the lease on it has
        // run out.
        Target.await(
                "nothing is left to be sent",
                AFTER_A_LEASE,
                () -> unsent() + unmarked() == 0 ? Optional.of(true) : Optional.empty());
        int copies = 0;
        for (int i = 0; i < BUYERS; i++) {
            assertThat(purchases(orders.get(i)))
                    .as("seed %d, buyer %d", seed, i)
                    .hasSize(1);
            assertThat(receipts(buyers.get(i))).as("seed %d, buyer %d", seed, i).hasSize(1);
            copies += target.mailsTo(buyers.get(i).email).size() - 1;
        }
        // Whether a server took a mail whose sender died cannot be known: a copy, under the same Message-ID, is the
        // price. A worker has
        // one mail in hand when it dies.
        assertThat(copies).as("copies, seed %d", seed).isLessThanOrEqualTo(emailKills);
    }

    private Reply buysWhateverHappens(Buyer buyer, String product, int after) throws InterruptedException {
        Thread.sleep(after);
        Reply order = buyer.ordersPatiently(product);
        assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
        return order;
    }

    private void endsInOneReceipt(Buyer buyer, Reply order) {
        buyer.seesPaid(order);
        buyer.getsMail(Duration.ofMinutes(2));
        // A sale that goes through afterwards shows that what came before has been worked off.
        Buyer next = new Buyer(target);
        Reply later = next.ordersAsGuest(shop.product("Another book", 700, Shop.bytes("another")));
        next.pays(later, Buyer.GOOD_CARD);
        next.getsMail(Duration.ofMinutes(2));
        assertThat(target.mailsTo(buyer.email)).hasSize(1);
        assertThat(purchases(order)).hasSize(1);
    }

    private void kill(LambdaFunction function) {
        List<Running> running = souk.processes().stream()
                .filter(each -> each.function().equals(function.functionName()))
                .toList();
        assertThat(running).isNotEmpty();
        running.forEach(KilledFunctionsTest::kill);
    }

    private static void kill(Running victim) {
        ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static boolean waiting(Sql sql) {
        return sql.query(
                                "SELECT COUNT(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
                                row -> row.number("waiting"))
                        .getFirst()
                > 0;
    }

    private long eventsOf(Reply order) {
        UUID id = OrderId.parse(order.text("id")).orElseThrow().value();
        return database.query(
                        "SELECT COUNT(*) AS events FROM payment_events WHERE order_id = ?",
                        row -> row.number("events"),
                        id)
                .getFirst();
    }

    private long unsent() {
        return database.query(
                        "SELECT COUNT(*) AS unsent FROM purchases_outbox WHERE sent_at IS NULL",
                        row -> row.number("unsent"))
                .getFirst();
    }

    private long unmarked() {
        return database.query(
                        "SELECT COUNT(*) AS unmarked FROM sent_emails WHERE sent_at IS NULL",
                        row -> row.number("unmarked"))
                .getFirst();
    }

    private JsonNode purchases(Reply order) {
        return target.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items");
    }

    /** The ids of the mails that somebody got. */
    private Set<String> receipts(Buyer buyer) {
        Set<String> ids = new HashSet<>();
        target.mailsTo(buyer.email)
                .forEach(mail -> target.mail(mail.path("id").asString())
                        .path("headers")
                        .forEach(header -> {
                            if (header.path("name").asString().equalsIgnoreCase("Message-ID")) {
                                ids.add(header.path("value").asString());
                            }
                        }));
        return ids;
    }

    private static Reply get(Future<Reply> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
