package dev.souk.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Environment;
import dev.souk.model.OrderId;
import dev.souk.test.QueueEvent;
import dev.souk.test.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What those who watch hear. */
class PushingTest {
    private static final String ONE = "L0SM9cOFvHcCIhw=";
    private static final String TWO = "L0SNAcOFvHcCJhw=";
    private static final String THREE = "L0SNBcOFvHcCKhw=";

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    /** The common pool has one thread on a small machine. */
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final LiveDesk desk = new LiveDesk(DATABASE);

    @BeforeEach
    void connect() {
        desk.forgetAll();
        List.of(ONE, TWO, THREE).forEach(desk::connect);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static List<Integer> versions(List<JsonNode> told) {
        return told.stream().map(each -> each.path("version").asInt()).toList();
    }

    @Test
    void who_watches_is_told_how_the_order_stands_and_nobody_else_is() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.watch(TWO, desk.anOrder());
        desk.move(order, "paid");
        assertThat(desk.hears(order)).isTrue();
        assertThat(desk.gateway.posts()).hasSize(1);
        assertThat(desk.gateway.told(ONE).getFirst().toString())
                .isEqualTo("{\"type\":\"order\",\"order\":\"" + order
                        + "\",\"state\":\"paid\",\"payment_page\":false,\"version\":1}");
    }

    @Test
    void a_page_to_pay_at_is_news() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.tables.update(
                "UPDATE orders SET checkout_session = 'cs_1', state_version = state_version + 1 WHERE id = ?", order);
        desk.hears(order);
        assertThat(desk.gateway.told(ONE).getFirst().path("payment_page").asBoolean())
                .isTrue();
    }

    @Test
    void what_is_known_is_not_told_again() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        assertThat(desk.hears(order)).isTrue();
        desk.move(order, "paid");
        desk.hears(order);
        desk.hears(order);
        desk.watch(TWO, order);
        desk.hears(order);
        assertThat(versions(desk.gateway.told(ONE))).containsExactly(1);
        assertThat(desk.gateway.told(TWO)).isEmpty();
    }

    /** The first worker has read the order and is on its way to API Gateway when it moves on, and a second one hears of that. */
    @Test
    void nobody_hears_of_an_older_state_after_a_newer_one() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.move(order, "paid");
        CountDownLatch firstIsThere = new CountDownLatch(1);
        CountDownLatch firstGoesOn = new CountDownLatch(1);
        AtomicInteger posts = new AtomicInteger();
        LiveUpdatesHandler other = desk.worker();
        LiveDesk.hears(other, desk.anOrder());
        desk.gateway.before(() -> {
            if (posts.incrementAndGet() == 1) {
                firstIsThere.countDown();
                waitFor(() -> firstGoesOn.getCount() == 0);
            }
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> desk.hears(order), THREADS);
        waitFor(() -> firstIsThere.getCount() == 0);
        desk.move(order, "refunded");
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> LiveDesk.hears(other, order), THREADS);
        waitFor(() -> second.isDone() || somebodyWaitsForTheWatch());
        firstGoesOn.countDown();

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
        assertThat(versions(desk.gateway.told(ONE))).containsExactly(1, 2);
    }

    /** Or is about to, for a moment. */
    private boolean somebodyWaitsForTheWatch() {
        return desk.tables
                        .query(
                                "SELECT COUNT(*) AS waiting FROM information_schema.processlist"
                                        + " WHERE info LIKE '%SELECT told_version%FOR UPDATE%' AND id <> CONNECTION_ID()",
                                row -> row.number("waiting"))
                        .getFirst()
                > 0;
    }

    private static void waitFor(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain");
            }

            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_connection_that_is_gone_is_forgotten_and_the_others_are_told() {
        OrderId order = desk.anOrder();
        List.of(ONE, TWO).forEach(connection -> desk.watch(connection, order));
        desk.gateway.answer(ONE, 410);
        desk.move(order, "paid");
        assertThat(desk.hears(order)).isTrue();
        assertThat(desk.connections()).containsExactly(TWO, THREE);
        assertThat(desk.watchers()).containsExactly(TWO);
        assertThat(desk.gateway.told(TWO)).hasSize(1);
    }

    @Test
    void who_cannot_be_told_now_is_told_when_the_queue_brings_it_again_and_the_others_once() {
        for (int status : new int[] {429, 500, 503, 403}) {
            OrderId order = desk.anOrder();
            List.of(ONE, TWO, THREE).forEach(connection -> desk.watch(connection, order));
            desk.move(order, "paid");
            desk.gateway.answer(TWO, status);
            int before = desk.gateway.posts().size();
            assertThat(desk.hears(order)).isFalse();
            assertThat(desk.gateway.posts()).hasSize(before + 2);
            desk.gateway.answer(TWO, 200);
            assertThat(desk.hears(order)).isTrue();
            assertThat(desk.gateway.posts()).hasSize(before + 3);
        }
        assertThat(desk.connections()).containsExactly(ONE, TWO, THREE);
        assertThat(desk.log.text()).contains("message.failed");
    }

    @Test
    void where_nobody_answers_the_others_are_not_tried() {
        OrderId order = desk.anOrder();
        List.of(ONE, TWO, THREE).forEach(connection -> desk.watch(connection, order));
        desk.move(order, "paid");
        desk.gateway.close();
        assertThat(desk.hears(order)).isFalse();
        assertThat(desk.connections()).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void an_order_that_nobody_watches_or_that_there_is_not_costs_nothing() {
        assertThat(desk.hears(desk.anOrder())).isTrue();
        assertThat(desk.hears(new OrderId(UUID.randomUUID()))).isTrue();
        assertThat(desk.gateway.posts()).isEmpty();
    }

    @Test
    void a_message_that_is_none_fails_alone() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.move(order, "expired");
        assertThat(new QueueEvent()
                        .message("bad", "{\"order\":7}")
                        .message("good", "{\"order\":\"" + order + "\"}")
                        .to(desk.worker))
                .containsExactly("bad");
        assertThat(desk.gateway.told(ONE)).hasSize(1);
    }

    @Test
    void connections_whose_end_nobody_told_of_are_forgotten_when_they_are_old() {
        desk.watch(ONE, desk.anOrder());
        desk.clock.advance(Duration.ofHours(2));
        desk.connect("young");
        desk.clock.advance(Duration.ofMinutes(61));
        desk.hears(desk.anOrder());
        assertThat(desk.connections()).containsExactly("young");
        assertThat(desk.watchers()).isEmpty();
    }

    @Test
    void where_there_is_no_websocket_api_nothing_is_pushed() {
        OrderId order = desk.anOrder();
        desk.watch(ONE, order);
        desk.move(order, "paid");
        Map<String, String> without = new HashMap<>(desk.variables());
        without.remove("CONNECTIONS_URL");
        LiveUpdatesHandler worker = new LiveUpdatesHandler(Environment.of(without), desk.clock, desk.log.log());
        assertThat(LiveDesk.hears(worker, order)).isTrue();
        assertThat(desk.gateway.posts()).isEmpty();
    }
}
