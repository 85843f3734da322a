package dev.souk.purchases.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.ProductId;
import dev.souk.purchases.Market;
import dev.souk.purchases.Order;
import dev.souk.purchases.OrderState;
import dev.souk.purchases.OutboxSweeperHandler;
import dev.souk.purchases.ParkedEventsHandler;
import dev.souk.purchases.PaymentEventsHandler;
import dev.souk.test.FakeContext;
import dev.souk.test.QueueEvent;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PaymentsTest {
    private Market market;
    private PaymentEventsHandler worker;
    private Order order;

    @BeforeEach
    void open() {
        market = new Market();
        worker = new PaymentEventsHandler(market.runtime());
        ProductId product = market.aProduct("A book", 1250);
        order = market.anOrder(product, 1250);
    }

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void a_paid_order_gives_its_purchases_a_receipt_and_a_notice() {
        assertThat(take(StripeEvent.of("completed", order).body())).isEmpty();

        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases")).isEqualTo(1);
        List<JsonNode> emails = market.emails();
        assertThat(emails)
                .extracting(mail -> mail.path("kind").asString())
                .containsExactlyInAnyOrder("receipt", "sale_notice");
        JsonNode receipt = emails.stream()
                .filter(mail -> mail.path("kind").asString().equals("receipt"))
                .findFirst()
                .orElseThrow();
        assertThat(receipt.path("to").asString()).isEqualTo("buyer@example.com");
        assertThat(receipt.path("link").asString())
                .isEqualTo("https://souk.example/purchases.html#"
                        + market.links().token(order.id()).reveal());
    }

    @Test
    void fault_1_the_same_webhook_five_times_at_once_fulfils_once() throws Exception {
        String body = StripeEvent.of("completed", order).body();
        atOnce(5, () -> take(body)).forEach(failed -> assertThat(failed).isEmpty());

        assertThat(market.count("purchases")).isEqualTo(1);
        assertThat(market.count("payment_events")).isEqualTo(1);
        assertThat(market.emails()).hasSize(2);
    }

    @Test
    void fault_1_two_events_for_one_order_fulfil_once() throws Exception {
        atOnce(6, () -> take(StripeEvent.of("completed", order).body()))
                .forEach(failed -> assertThat(failed).isEmpty());

        assertThat(market.count("purchases")).isEqualTo(1);
        assertThat(market.emails()).hasSize(2);
    }

    /** The state of the order alone would not tell: this is what the recorded ids are for. */
    @Test
    void fault_1_an_event_that_was_taken_is_done_with_whatever_it_says_the_second_time() {
        take(StripeEvent.of("completed", order)
                .withEnvelope("id", "evt_1")
                .with("payment_status", "unpaid")
                .body());
        assertThat(take(StripeEvent.of("completed", order)
                        .withEnvelope("id", "evt_1")
                        .body()))
                .isEmpty();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertNothingDelivered();
    }

    @Test
    void fault_15_a_forged_signature_changes_nothing() {
        String body = StripeEvent.of("completed", order).body();
        assertThat(take(body, StripeEvent.signed(body, "whsec_forged", Instant.now())))
                .hasSize(1);
        assertThat(take(body, Map.of())).as("no signature").hasSize(1);
        assertThat(take(body + " ", StripeEvent.signed(body, Market.WEBHOOK_SECRET, Instant.now())))
                .as("other bytes than were signed")
                .hasSize(1);
        assertThat(take(body, Map.of("Stripe-Signature", "t=abc,v1=00"))).hasSize(1);
        assertThat(take(body, Map.of("Stripe-Signature", "t=99999999999999999999,v1=00")))
                .hasSize(1);
        assertNothingHappened();
    }

    @Test
    void fault_15_an_old_signature_changes_nothing() {
        String body = StripeEvent.of("completed", order).body();
        Instant old = Instant.now().minus(Duration.ofMinutes(6));
        assertThat(take(body, StripeEvent.signed(body, Market.WEBHOOK_SECRET, old)))
                .hasSize(1);
        assertNothingHappened();
    }

    @Test
    void fault_15_a_signature_from_the_future_changes_nothing() {
        String body = StripeEvent.of("completed", order).body();
        Instant future = Instant.now().plus(Duration.ofMinutes(6));
        assertThat(take(body, StripeEvent.signed(body, Market.WEBHOOK_SECRET, future)))
                .hasSize(1);
        assertNothingHappened();
    }

    @Test
    void fault_6_a_message_that_waited_three_days_on_the_queue_is_still_good() {
        String body = StripeEvent.of("completed", order).body();
        Instant then = Instant.now().minus(Duration.ofDays(3));
        List<String> failed = new QueueEvent()
                .message("m", body, then, StripeEvent.signed(body, Market.WEBHOOK_SECRET, then))
                .to(worker);
        assertThat(failed).isEmpty();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    /** SQS counts the time anew when dead letters are redriven: the time that counts is the gateway's. */
    @Test
    void fault_20_a_redriven_message_is_as_good_as_when_it_came_and_no_better() {
        String body = StripeEvent.of("completed", order).body();
        Instant then = Instant.now().minus(Duration.ofDays(3));
        String came = Long.toString(then.toEpochMilli());
        Map<String, String> attributes = new HashMap<>(StripeEvent.signed(body, Market.WEBHOOK_SECRET, then));
        assertThat(take(body, attributes)).as("not said when it came").hasSize(1);
        attributes.put("Received-At", "yesterday");
        assertThat(take(body, attributes)).hasSize(1);
        attributes.put(
                "Received-At", Long.toString(then.plus(Duration.ofHours(1)).toEpochMilli()));
        assertThat(take(body, attributes)).as("old when it came").hasSize(1);
        assertNothingHappened();

        attributes.put("Received-At", came);
        assertThat(take(body, attributes)).isEmpty();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void fault_40_both_secrets_are_good_while_one_replaces_the_other() {
        String body = StripeEvent.of("completed", order).body();
        assertThat(take(body, StripeEvent.signed(body, Market.NEXT_WEBHOOK_SECRET, Instant.now())))
                .isEmpty();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void fault_16_an_event_of_another_api_version_is_parked_with_an_alarm() {
        String event = StripeEvent.of("completed", order)
                .withEnvelope("api_version", "2020-08-27")
                .body();
        assertThat(take(event)).isEmpty();
        assertThat(take(event)).as("the same again").isEmpty();

        assertNothingDelivered();
        assertThat(market.count("parked_events WHERE replayed_at IS NULL")).isEqualTo(1);
        assertThat(market.logged.toString(StandardCharsets.UTF_8)).contains("\"event\":\"payment_event.parked\"");
    }

    @Test
    void parked_events_go_through_again_once_they_can_be_read_and_else_stay() throws Exception {
        take(StripeEvent.of("completed", order)
                .withEnvelope("api_version", "2020-08-27")
                .body());
        assertThat(replayed()).isEqualTo("{\"done\":0,\"left\":1}");

        market.database.update(
                "UPDATE parked_events SET body = ?",
                StripeEvent.of("completed", order).body());
        assertThat(replayed()).isEqualTo("{\"done\":1,\"left\":0}");
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(replayed()).isEqualTo("{\"done\":0,\"left\":0}");
        assertThat(market.count("purchases")).isEqualTo(1);
    }

    private String replayed() throws java.io.IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new ParkedEventsHandler(market.runtime())
                .handleRequest(InputStream.nullInputStream(), answer, new FakeContext());
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void fault_12_completed_but_unpaid_waits_for_the_asynchronous_success() {
        take(StripeEvent.of("completed", order).with("payment_status", "unpaid").body());
        assertNothingDelivered();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);

        take(StripeEvent.of("async_payment_succeeded", order).body());
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases")).isEqualTo(1);
    }

    @Test
    void fault_12_the_asynchronous_failure_closes_the_order() {
        take(StripeEvent.of("completed", order).with("payment_status", "unpaid").body());
        take(StripeEvent.of("async_payment_failed", order)
                .with("payment_status", "unpaid")
                .body());
        assertThat(market.stateOf(order)).isEqualTo(OrderState.FAILED);
        assertNothingDelivered();
        assertThat(market.taken("live-updates")).containsExactly("{\"order\":\"" + order.id() + "\"}");
    }

    @Test
    void those_who_watch_an_order_hear_of_each_change_once() {
        take(StripeEvent.of("completed", order).body());
        take(StripeEvent.of("completed", order).body());
        take(StripeEvent.of("expired", order).with("payment_status", "unpaid").body());
        assertThat(market.taken("live-updates")).containsExactly("{\"order\":\"" + order.id() + "\"}");
        assertThat(market.count("orders WHERE state_version = 1")).isEqualTo(1);
    }

    @Test
    void fault_5_an_expiry_that_comes_late_takes_nothing_back() {
        take(StripeEvent.of("completed", order).body());
        take(StripeEvent.of("expired", order).with("payment_status", "unpaid").body());
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void fault_14_a_payment_that_lands_on_an_expired_order_is_fulfilled() {
        take(StripeEvent.of("expired", order).with("payment_status", "unpaid").body());
        assertThat(market.stateOf(order)).isEqualTo(OrderState.EXPIRED);
        take(StripeEvent.of("completed", order).body());
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
        assertThat(market.count("purchases")).isEqualTo(1);
    }

    @Test
    void a_payment_of_another_amount_or_currency_is_parked_for_people_to_look_at() {
        assertThat(take(StripeEvent.of("completed", order)
                        .with("amount_total", 1)
                        .body()))
                .hasSize(1);
        assertThat(take(StripeEvent.of("completed", order)
                        .with("amount_subtotal", 1)
                        .with("amount_total", 1)
                        .body()))
                .hasSize(1);
        assertThat(take(StripeEvent.of("completed", order)
                        .with("currency", "jpy")
                        .body()))
                .hasSize(1);
        assertThat(take(StripeEvent.of("completed", order)
                        .with("amount_total", "12.50")
                        .body()))
                .as("parked")
                .isEmpty();
        assertNothingHappened();
    }

    @Test
    void events_of_others_on_the_same_stripe_account_are_let_go() {
        assertThat(take(StripeEvent.of("completed", order)
                        .with("client_reference_id", "cart-7")
                        .body()))
                .isEmpty();
        assertThat(take(StripeEvent.of("completed", order)
                        .withEnvelope("type", "payout.paid")
                        .body()))
                .isEmpty();
        assertNothingDelivered();
    }

    @Test
    void fault_21_one_bad_message_does_not_keep_its_neighbours() {
        String good = StripeEvent.of("completed", order).body();
        Instant now = Instant.now();
        List<String> failed = new QueueEvent()
                .message("forged", good, now, StripeEvent.signed(good, "whsec_forged", now))
                .message("good", good, now, StripeEvent.signed(good, Market.WEBHOOK_SECRET, now))
                .message("no json", "{", now, StripeEvent.signed("{", Market.WEBHOOK_SECRET, now))
                .to(worker);
        assertThat(failed).containsExactly("forged");
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
    }

    @Test
    void fault_17_mail_that_could_not_be_queued_is_sent_by_the_sweeper() {
        market.sqs.stopListening();
        assertThat(take(StripeEvent.of("completed", order).body()))
                .as("the payment itself is taken")
                .isEmpty();
        assertThat(market.stateOf(order)).isEqualTo(OrderState.PAID);
        market.sqs.startListening();
        assertThat(market.emails()).isEmpty();

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        OutboxSweeperHandler sweeper = new OutboxSweeperHandler(market.runtime(later));
        sweeper.handleRequest(InputStream.nullInputStream(), new ByteArrayOutputStream(), new FakeContext());
        assertThat(market.emails()).hasSize(2);
        assertThat(market.count("purchases_outbox WHERE sent_at IS NULL OR body IS NOT NULL"))
                .isZero();
    }

    @Test
    void no_log_line_names_the_buyer() {
        take(StripeEvent.of("completed", order).body());
        take(StripeEvent.of("completed", order).with("amount_total", 1).body());
        String logged = market.logged.toString(StandardCharsets.UTF_8);
        assertThat(logged).contains("payment_event.taken").contains("message.failed");
        assertThat(logged)
                .doesNotContain("buyer@example.com")
                .doesNotContain(market.links().token(order.id()).reveal());
    }

    private List<String> take(String body) {
        return take(body, StripeEvent.signed(body, Market.WEBHOOK_SECRET, Instant.now()));
    }

    private List<String> take(String body, Map<String, String> attributes) {
        return new QueueEvent()
                .message(UUID.randomUUID().toString(), body, Instant.now(), attributes)
                .to(worker);
    }

    private void assertNothingHappened() {
        assertThat(market.stateOf(order)).isEqualTo(OrderState.AWAITING_PAYMENT);
        assertThat(market.count("payment_events")).isZero();
        assertNothingDelivered();
    }

    private void assertNothingDelivered() {
        assertThat(market.count("purchases")).isZero();
        assertThat(market.count("purchases_outbox WHERE queue = 'emails'")).isZero();
        assertThat(market.emails()).isEmpty();
    }

    private static <T> List<T> atOnce(int times, java.util.concurrent.Callable<T> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> results = IntStream.range(0, times)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            java.util.ArrayList<T> all = new java.util.ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }
}
