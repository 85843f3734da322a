package dev.souk.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.ProductId;
import dev.souk.stripe.standin.api.Fault;
import dev.souk.test.ApiAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders whose payment page cannot be had at once. */
class QueuedCheckoutTest {
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(21));

    private Buying buying;
    private ProductId book;

    @BeforeEach
    void open() {
        buying = new Buying();
        book = buying.market.aProduct("A book", 1250);
    }

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void a_page_that_opens_at_once_needs_no_worker() {
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(buying.market.count("purchases_outbox WHERE due_at IS NOT NULL"))
                .isZero();
        assertThat(buying.market.taken("order-requests")).isEmpty();
        assertThat(buying.mails("order_ready")).isEmpty();
        assertThat(buying.market.taken("live-updates")).isEmpty();
        assertThat(buying.market.count("orders WHERE page_due_at IS NOT NULL")).isZero();
    }

    @Test
    void fault_11_when_stripe_limits_us_the_order_is_taken_and_the_worker_opens_its_page() {
        buying.stripe.outage(Fault.RATE_LIMITED, 3, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).as(order.body()).isEqualTo(202);
        assertThat(order.header("Location")).isEqualTo("/v1/orders/" + order.text("id"));
        assertThat(order.header("Retry-After")).isNotEmpty();
        assertThat(order.json().has("payment_url")).isFalse();
        assertThat(order.text("purchase_token")).isNotEmpty();
        assertThat(buying.read(order).text("state")).isEqualTo("awaiting_payment");
        assertThat(buying.market.count("orders WHERE page_due_at IS NOT NULL")).isEqualTo(1);

        assertThat(buying.openPages()).isZero();

        assertThat(buying.read(order).text("payment_url")).startsWith(buying.stripe.baseUrl() + "/pay/");
        assertThat(buying.stripe.sessions()).hasSize(1);
        List<JsonNode> mails = buying.mails("order_ready");
        assertThat(mails).hasSize(1);
        assertThat(URI.create(mails.getFirst().path("link").asString()))
                .isEqualTo(buying.market.links().order(buying.stored(order).id()));
        assertThat(buying.market.taken("live-updates")).containsExactly("{\"order\":\"" + order.text("id") + "\"}");
        assertThat(buying.market.count("orders WHERE state_version = 1")).isEqualTo(1);
        assertThat(buying.market.count("orders WHERE page_due_at IS NOT NULL")).isZero();
    }

    @Test
    void fault_11_while_stripe_is_down_the_request_stays_on_the_queue() {
        buying.stripe.outage(Fault.TIMEOUT_BEFORE_EFFECT, 2, Duration.ofSeconds(1));
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).isEqualTo(202);
        List<String> requests = buying.market.taken("order-requests");
        assertThat(requests).hasSize(1);
        assertThat(buying.openPages(requests, Clock.systemUTC())).isEqualTo(1);
        assertThat(buying.openPages(requests, Clock.systemUTC())).isZero();
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.mails("order_ready")).hasSize(1);
    }

    @Test
    void a_repetition_of_a_queued_order_shows_it_as_it_is_by_then() {
        buying.stripe.outage(Fault.RATE_LIMITED, 1, Duration.ZERO);
        String key = UUID.randomUUID().toString();
        ApiAnswer first = buying.wish(book).key(key).ordered();
        ApiAnswer waiting = buying.wish(book).key(key).ordered();
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(waiting.json()).isEqualTo(first.json());
        buying.openPages();
        ApiAnswer ready = buying.wish(book).key(key).ordered();
        assertThat(ready.status()).isEqualTo(201);
        assertThat(ready.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(ready.text("payment_url")).isNotEmpty();
        assertThat(ready.text("purchase_token")).isEqualTo(first.text("purchase_token"));
        assertThat(buying.market.count("orders")).isEqualTo(1);
    }

    @Test
    void fault_8_a_session_whose_answer_was_lost_is_found_by_the_worker() {
        buying.stripe.outage(Fault.TIMEOUT_AFTER_EFFECT, 1, Duration.ofSeconds(1));
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).isEqualTo(202);
        assertThat(buying.openPages()).isZero();
        assertThat(buying.read(order).text("payment_url")).isNotEmpty();
        assertThat(buying.stripe.sessions()).hasSize(1);
    }

    @Test
    void fault_9_once_stripe_may_have_forgotten_the_key_it_is_asked_what_there_is() {
        buying.stripe.outage(Fault.TIMEOUT_AFTER_EFFECT, 1, Duration.ofSeconds(1));
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(buying.openPages(buying.market.taken("order-requests"), LATER))
                .isZero();
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.stored(order).page()).isPresent();
    }

    @Test
    void fault_9_when_there_is_nothing_a_new_key_opens_a_page_that_is_good_for_long_enough() {
        buying.stripe.outage(Fault.TIMEOUT_BEFORE_EFFECT, 1, Duration.ofSeconds(1));
        ApiAnswer order = buying.wish(book).ordered();
        buying.market.database.update("UPDATE orders SET page_key_at = page_key_at - INTERVAL 21 HOUR");
        assertThat(buying.openPages()).isZero();
        assertThat(buying.stored(order).page().orElseThrow().expiresAt())
                .isAfter(Instant.now().plus(Duration.ofHours(22)));
        assertThat(buying.market.count("orders WHERE page_attempt = 2")).isEqualTo(1);
    }

    @Test
    void fault_10_a_500_that_stripe_repeats_is_overcome_with_a_new_key() {
        buying.stripe.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).isEqualTo(202);
        assertThat(buying.openPages()).isZero();
        assertThat(buying.read(order).text("payment_url")).isNotEmpty();
        assertThat(buying.stripe.sessions()).hasSize(1);
    }

    @Test
    void fault_10_a_session_behind_a_500_is_found_before_a_new_key_is_used() {
        buying.stripe.outage(Fault.SERVER_ERROR_AFTER_EFFECT, 1, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).isEqualTo(202);
        assertThat(buying.openPages()).isZero();
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.read(order).text("payment_url"))
                .contains(buying.stripe.sessions().getFirst().id());
    }

    @Test
    void two_workers_with_the_same_request_open_one_page_and_send_one_mail() throws Exception {
        buying.stripe.outage(Fault.SERVER_ERROR, 1, Duration.ZERO);
        buying.wish(book).ordered();
        List<String> requests = buying.market.taken("order-requests");
        Buying.atOnce(4, () -> buying.openPages(requests, Clock.systemUTC()));
        assertThat(buying.openPages(requests, Clock.systemUTC())).isZero();
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.mails("order_ready")).hasSize(1);
    }

    @Test
    void what_changed_between_two_attempts_does_not_keep_the_order_from_its_page() {
        buying.stripe.outage(Fault.CONNECTION_CUT, 1, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        assertThat(order.status()).isEqualTo(202);
        buying.market.variables.put("STOREFRONT_URL", "https://moved.example");
        List<String> requests = buying.market.taken("order-requests");
        assertThat(buying.openPages(requests, Clock.systemUTC())).isEqualTo(1);
        assertThat(buying.openPages(requests, Clock.systemUTC())).isZero();
        assertThat(buying.stripe.sessions()).hasSize(1);
        assertThat(buying.read(order).text("payment_url")).isNotEmpty();
    }

    @Test
    void what_stripe_refuses_is_said_at_once_and_left_to_the_buyer() {
        buying.market.variables.put("STOREFRONT_URL", "ftp://souk.example");
        buying.restart();
        String key = UUID.randomUUID().toString();
        ApiAnswer refused = buying.wish(book).key(key).ordered();
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("payments_unavailable");
        assertThat(buying.market.count("purchases_outbox WHERE due_at IS NOT NULL"))
                .isZero();
        assertThat(buying.market.count("orders WHERE page_due_at IS NOT NULL")).isZero();

        buying.market.variables.put("STOREFRONT_URL", "https://souk.example");
        buying.restart();
        assertThat(buying.wish(book).key(key).ordered().status()).isEqualTo(201);
        assertThat(buying.market.count("orders")).isEqualTo(1);
        assertThat(buying.stripe.sessions()).hasSize(1);
    }

    @Test
    void fault_17_killed_before_stripe_was_asked_the_outbox_sees_to_the_page() {
        buying.stripe.outage(Fault.RATE_LIMITED, 1, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        buying.market.taken("order-requests");
        buying.market.database.update("""
                UPDATE purchases_outbox SET due_at = NOW(6) - INTERVAL 1 SECOND, sent_at = NULL,
                    body = CONCAT('{"order":"', ?, '"}')
                """, order.text("id"));
        assertThat(buying.market.runtime().outbox().sweep()).isEqualTo(1);
        assertThat(buying.openPages()).isZero();
        assertThat(buying.read(order).text("payment_url")).isNotEmpty();
    }

    @Test
    void fault_38_an_order_of_a_seller_who_was_cut_off_gets_no_session_until_they_are_back() {
        buying.stripe.outage(Fault.RATE_LIMITED, 1, Duration.ZERO);
        ApiAnswer order = buying.wish(book).ordered();
        List<String> requests = buying.market.taken("order-requests");
        buying.market.canBePaid(false);
        assertThat(buying.openPages(requests, Clock.systemUTC())).isEqualTo(1);
        assertThat(buying.stripe.sessions()).isEmpty();
        buying.market.canBePaid(true);
        assertThat(buying.openPages(requests, Clock.systemUTC())).isZero();
        assertThat(buying.read(order).text("payment_url")).isNotEmpty();
    }

    @Test
    void a_request_for_no_order_or_that_cannot_be_read_fails() {
        assertThat(buying.openPages(
                        List.of(
                                "{\"order\":\"" + new dev.souk.model.OrderId(UUID.randomUUID()).text() + "\"}",
                                "{}",
                                "{\"order\":\"x\"}",
                                "nonsense"),
                        Clock.systemUTC()))
                .isEqualTo(4);
    }
}
