package dev.souk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.QueueEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeliveryTest {
    private static final Desk DESK = new Desk();

    private final Receiver receiver = new Receiver();
    private final StoreId store = DESK.store();
    private final ApiAnswer created = DESK.endpoint(store, receiver.url());
    private final String endpoint = Desk.id(created);

    @AfterEach
    void close() {
        // Nothing of this test is due in the next one.
        DESK.ask(Desk.SELLER, "DELETE", "/v1/webhook-endpoints/{webhook_endpoint_id}", endpoint);
        receiver.close();
    }

    @AfterAll
    static void closeDesk() {
        DESK.close();
    }

    @Test
    void a_sale_is_told_at_once_signed_and_to_the_byte_as_it_is_listed() {
        assertThat(DESK.take(DESK.sale(store))).isEmpty();
        Receiver.Got got = receiver.got.getFirst();
        assertThat(receiver.got).hasSize(1);
        assertThat(got.isSignedWith(created.text("secret"))).isTrue();
        assertThat(got.isSignedWith("whsec_" + "A".repeat(44))).isFalse();
        assertThat(Instant.ofEpochSecond(Long.parseLong(got.timestamp())))
                .isBetween(DESK.clock.instant().minusSeconds(1), DESK.clock.instant());
        assertThat(got.type()).isEqualTo("application/json");
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed delivered 1");
        ApiAnswer detail = DESK.delivery(DESK.newest(endpoint));
        assertThat(detail.text("payload")).isEqualTo(got.body()).contains("\"type\":\"sale.completed\"", "lámpara");
        assertThat(detail.text("delivery", "event_id")).isEqualTo(got.id());
        JsonNode attempt = detail.json().path("log").path(0);
        assertThat(attempt.path("status").asInt()).isEqualTo(200);
        assertThat(attempt.path("response").asString()).isEqualTo("so it is");
        assertThat(DESK.endpoint(endpoint).text("last_delivered_at")).isNotEmpty();
    }

    @Test
    void a_message_that_comes_twice_or_twice_at_once_is_told_once() {
        String sale = DESK.sale(store);
        AtOnce.by(6, _ -> new QueueEvent().message("m", sale).to(new SellerWebhooksHandler(DESK.runtime())));
        DESK.take(sale);
        DESK.after(Duration.ofMinutes(2));
        assertThat(receiver.got).hasSize(1);
    }

    @Test
    void endpoints_are_told_what_they_chose_and_each_store_of_its_own() {
        ApiAnswer refundsOnly = Desk.expect(201, DESK.create(Desk.SELLER, store, """
                {"url": "%s", "event_types": ["sale.refunded"]}""".formatted(receiver.url())));
        StoreId other = DESK.store();
        DESK.take(DESK.sale(store), DESK.sale(other));
        assertThat(receiver.got).hasSize(1);
        assertThat(DESK.deliveries(Desk.id(refundsOnly))).isEmpty();
    }

    @Test
    void what_fails_is_tried_again_later_under_the_same_id_until_it_is_taken() {
        receiver.answering(500);
        DESK.take(DESK.sale(store));
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed pending 1");
        assertThat(DESK.endpoint(endpoint).text("failing_since")).isNotEmpty();
        DESK.after(Duration.ofSeconds(50));
        assertThat(receiver.got).hasSize(1);
        DESK.after(Duration.ofSeconds(20));
        assertThat(receiver.got).hasSize(2);
        receiver.answering(204);
        DESK.after(Duration.ofSeconds(331));
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed delivered 3");
        assertThat(receiver.got.stream().map(Receiver.Got::id).distinct()).hasSize(1);
        assertThat(receiver.got.stream().map(Receiver.Got::timestamp).distinct())
                .hasSize(3);
        assertThat(receiver.got).allMatch(got -> got.isSignedWith(created.text("secret")));
        assertThat(DESK.endpoint(endpoint).text("failing_since")).isEmpty();
        DESK.after(Duration.ofDays(1));
        assertThat(receiver.got).hasSize(3);
    }

    @Test
    void an_endpoint_that_takes_nothing_for_three_days_is_disabled_and_its_seller_written_to_once() {
        int letters = DESK.letters();
        receiver.answering(500);
        DESK.take(DESK.sale(store));
        String early = DESK.newest(endpoint);
        for (int hour = 0; hour < 60; hour++) {
            DESK.after(Duration.ofHours(1));
        }
        assertThat(DESK.endpoint(endpoint).text("state")).isEqualTo("enabled");
        DESK.take(DESK.sale(store));
        for (int hour = 0; hour < 24; hour++) {
            DESK.after(Duration.ofHours(1));
        }
        ApiAnswer disabled = DESK.endpoint(endpoint);
        assertThat(disabled.text("state")).isEqualTo("disabled");
        assertThat(disabled.text("disabled_because")).isEqualTo("failing");
        assertThat(DESK.letters()).isEqualTo(letters + 1);
        assertThat(DESK.delivery(early).text("delivery", "state")).isEqualTo("failed");
        assertThat(DESK.deliveries(endpoint).getFirst()).startsWith("sale.completed not_sent");

        int before = receiver.got.size();
        DESK.take(DESK.sale(store));
        DESK.after(Duration.ofDays(1));
        assertThat(DESK.deliveries(endpoint).getFirst()).isEqualTo("sale.completed not_sent 0");
        assertThat(receiver.got).hasSize(before);

        assertThat(DESK.ask(Desk.SELLER, "POST", "/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", early)
                        .code())
                .isEqualTo("webhook_endpoint_disabled");
        receiver.answering(200);
        Desk.expect(200, DESK.change(endpoint, "{\"state\": \"enabled\"}"));
        String missed = DESK.newest(endpoint);
        Desk.expect(
                200, DESK.ask(Desk.SELLER, "POST", "/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", missed));
        DESK.take(Desk.asked(missed));
        assertThat(DESK.delivery(missed).text("delivery", "state")).isEqualTo("delivered");
        assertThat(receiver.got).hasSize(before + 1);
    }

    @Test
    void an_endpoint_that_takes_some_of_it_stays_enabled() {
        receiver.answering(got -> got.id().equals(receiver.got.getFirst().id()) ? 500 : 200);
        DESK.take(DESK.sale(store));
        for (int hour = 0; hour < 90; hour++) {
            if (hour % 12 == 0) {
                DESK.take(DESK.sale(store));
            }
            DESK.after(Duration.ofHours(1));
        }
        assertThat(DESK.deliveries(endpoint).getLast()).isEqualTo("sale.completed failed 10");
        assertThat(DESK.endpoint(endpoint).text("state")).isEqualTo("enabled");
    }

    @Test
    void an_endpoint_that_says_it_is_gone_is_disabled_at_once() {
        int letters = DESK.letters();
        receiver.answering(410);
        DESK.take(DESK.sale(store));
        assertThat(DESK.endpoint(endpoint).text("disabled_because")).isEqualTo("gone");
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed failed 1");
        assertThat(DESK.letters()).isEqualTo(letters + 1);
    }

    @Test
    void a_redirect_is_not_followed_and_said() {
        receiver.answering(302);
        DESK.take(DESK.sale(store));
        JsonNode attempt =
                DESK.delivery(DESK.newest(endpoint)).json().path("log").path(0);
        assertThat(attempt.path("result").asString()).isEqualTo("redirected");
        assertThat(attempt.path("detail").asString()).contains("not followed");
    }

    /** FAULTS 19: killed between the post and the note. */
    @Test
    void a_crash_after_the_post_repeats_it_under_the_same_id_once_the_lease_is_over() {
        receiver.answering(_ -> {
            DESK.database.update("RENAME TABLE webhook_attempts TO webhook_attempts_away");
            return 200;
        });
        DESK.take(DESK.sale(store));
        DESK.database.update("RENAME TABLE webhook_attempts_away TO webhook_attempts");
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed pending 1");
        receiver.answering(200);
        DESK.after(Duration.ofSeconds(50));
        assertThat(receiver.got).hasSize(1);
        DESK.after(Duration.ofSeconds(11));
        assertThat(receiver.got).hasSize(2);
        assertThat(receiver.got.stream().map(Receiver.Got::id).distinct()).hasSize(1);
        assertThat(DESK.deliveries(endpoint)).containsExactly("sale.completed delivered 2");
    }

    @Test
    void an_endpoint_that_does_not_answer_keeps_no_other_from_being_told() throws InterruptedException {
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        receiver.answering(_ -> {
            asked.countDown();
            await(letGo);
            return 200;
        });
        try (Receiver other = new Receiver()) {
            DESK.endpoint(store, other.url());
            Thread telling = Thread.startVirtualThread(() -> DESK.take(DESK.sale(store)));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3_000 && other.got.isEmpty(); i++) {
                Thread.sleep(10);
            }
            assertThat(other.got).hasSize(1);
            letGo.countDown();
            telling.join();
        }
    }

    @Test
    void no_more_than_two_attempts_are_under_way_at_one_endpoint_and_all_is_told_in_the_end() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answering(_ -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await(new CountDownLatch(1), 30);
            now.decrementAndGet();
            return 200;
        });
        List<String> sales = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sales.add(DESK.sale(store));
        }
        AtOnce.by(12, i -> new QueueEvent().message("m", sales.get(i)).to(new SellerWebhooksHandler(DESK.runtime())));
        DESK.sweep();
        assertThat(most.get()).isEqualTo(2);
        assertThat(receiver.got).hasSize(12);
    }

    @Test
    void an_endpoint_that_fails_costs_a_sweep_one_attempt_however_much_is_due_there() {
        receiver.answering(500);
        for (int i = 0; i < 5; i++) {
            DESK.take(DESK.sale(store));
        }
        // The first was told at once; then it was known to fail, and the others are left to the sweeper.
        assertThat(receiver.got).hasSize(1);
        DESK.after(Duration.ofSeconds(1));
        assertThat(receiver.got).hasSize(2);
        receiver.answering(200);
        DESK.after(Duration.ofSeconds(70));
        assertThat(DESK.deliveries(endpoint)).allMatch(line -> line.contains(" delivered "));
    }

    @Test
    void a_test_is_told_though_nobody_chose_it_and_asked_for_on_the_queue() {
        ApiAnswer test = Desk.expect(
                201, DESK.ask(Desk.SELLER, "POST", "/v1/webhook-endpoints/{webhook_endpoint_id}/test", endpoint));
        assertThat(test.header("Location")).isEqualTo("/v1/webhook-deliveries/" + test.text("id"));
        assertThat(test.text("state")).isEqualTo("pending");
        DESK.take(Desk.asked(test.text("id")));
        assertThat(receiver.got.getFirst().body())
                .contains("\"type\":\"endpoint.tested\"", "\"webhook_endpoint_id\":\"" + endpoint);
        assertThat(DESK.deliveries(endpoint)).containsExactly("endpoint.tested delivered 1");
    }

    @Test
    void what_was_taken_can_be_told_again_under_the_same_id() {
        DESK.take(DESK.sale(store));
        String id = DESK.newest(endpoint);
        DESK.clock.advance(Duration.ofHours(1));
        ApiAnswer again = DESK.ask(Desk.SELLER, "POST", "/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", id);
        assertThat(again.text("state")).isEqualTo("pending");
        DESK.take(Desk.asked(id), Desk.asked(id));
        assertThat(receiver.got).hasSize(2);
        assertThat(receiver.got.getFirst().id())
                .isEqualTo(receiver.got.getLast().id());
        assertThat(DESK.delivery(id).json().path("log")).hasSize(2);
    }

    @Test
    void after_a_rotation_both_secrets_fit_for_a_day_and_then_the_new_one_alone() {
        ApiAnswer rotated = Desk.expect(
                200,
                DESK.ask(Desk.SELLER, "POST", "/v1/webhook-endpoints/{webhook_endpoint_id}/rotate-secret", endpoint));
        String before = created.text("secret");
        String after = rotated.text("secret");
        assertThat(after).isNotEqualTo(before);
        assertThat(rotated.text("endpoint", "previous_secret_expires_at")).isNotEmpty();
        DESK.take(DESK.sale(store));
        assertThat(receiver.got.getLast().isSignedWith(before)).isTrue();
        assertThat(receiver.got.getLast().isSignedWith(after)).isTrue();
        DESK.clock.advance(Duration.ofHours(24));
        DESK.take(DESK.sale(store));
        assertThat(receiver.got.getLast().isSignedWith(before)).isFalse();
        assertThat(receiver.got.getLast().isSignedWith(after)).isTrue();
        assertThat(DESK.endpoint(endpoint).text("previous_secret_expires_at")).isEmpty();
    }

    @Test
    void deliveries_are_listed_by_state_and_type_page_by_page() {
        DESK.take(DESK.sale(store));
        receiver.answering(500);
        DESK.take(DESK.sale(store));
        DESK.ask(Desk.SELLER, "POST", "/v1/webhook-endpoints/{webhook_endpoint_id}/test", endpoint);
        assertThat(listed("state", "delivered")).hasSize(1);
        assertThat(listed("event_type", "endpoint.tested")).hasSize(1);
        ApiAnswer page = Desk.expect(200, filtered().query("limit", "2").to(DESK.api));
        assertThat(page.json().path("items")).hasSize(2);
        ApiAnswer rest = Desk.expect(
                200, filtered().query("cursor", page.text("next_cursor")).to(DESK.api));
        assertThat(rest.json().path("items")).hasSize(1);
        assertThat(filtered().query("state", "lost").to(DESK.api).code()).isEqualTo("invalid_parameter");
        assertThat(filtered().query("cursor", "x").to(DESK.api).code()).isEqualTo("invalid_cursor");
    }

    @Test
    void after_thirty_days_deliveries_are_forgotten_and_what_waits_is_not() {
        DESK.take(DESK.sale(store));
        DESK.clock.advance(Duration.ofDays(30).minusSeconds(1));
        DESK.take(DESK.sale(store));
        DESK.sweep();
        assertThat(DESK.deliveries(endpoint)).hasSize(2);
        DESK.after(Duration.ofSeconds(2));
        assertThat(DESK.deliveries(endpoint)).hasSize(1);
        DESK.ask(Desk.SELLER, "DELETE", "/v1/webhook-endpoints/{webhook_endpoint_id}", endpoint);
        DESK.sweep();
        DESK.sweep();
        assertThat(rows("webhook_endpoints WHERE store_id = ?")).isZero();
        assertThat(rows("webhook_events WHERE store_id = ?")).isEqualTo(1);
        DESK.clock.advance(Duration.ofDays(31));
        DESK.sweep();
        assertThat(rows("webhook_events WHERE store_id = ?")).isZero();
    }

    private int rows(String from) {
        return DESK.database
                .first("SELECT COUNT(*) AS found FROM " + from, row -> row.integer("found"), store)
                .orElseThrow();
    }

    private ApiRequest filtered() {
        return Desk.request(Desk.SELLER, "GET", "/v1/webhook-endpoints/{webhook_endpoint_id}/deliveries", endpoint);
    }

    private JsonNode listed(String filter, String value) {
        return Desk.expect(200, filtered().query(filter, value).to(DESK.api))
                .json()
                .path("items");
    }

    private static void await(CountDownLatch latch) {
        await(latch, 10_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            boolean _ = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
