package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes wrong around us, by number of the list of faults. */
class FaultsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final Buyer buyer = new Buyer();

    @Test
    void fault_1_the_same_webhook_five_times_in_parallel_gives_one_purchase_and_one_mail() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        buyer.getsMail();

        String event = completedEvent(order);
        souk.stripe("POST", "/events/" + event + "/duplicate", "{\"times\": 5}");

        // Another sale that goes through afterwards shows that the five have been worked off.
        Buyer next = new Buyer();
        Reply later = next.ordersAsGuest(shop.product("Another book", 700, Shop.bytes("another")));
        next.pays(later, Buyer.GOOD_CARD);
        next.getsMail();
        assertThat(purchases(order)).hasSize(1);
        assertThat(souk.mailsTo(buyer.email)).hasSize(1);
    }

    @Test
    void fault_15_a_webhook_that_is_broken_or_too_large_for_the_queue_writes_nothing() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        String signature = "t=" + System.currentTimeMillis() / 1000 + ",v1=" + "0".repeat(64);
        assertThat(souk.call("POST", "/v1/webhooks/stripe")
                        .header("Stripe-Signature", signature)
                        .json("{\"id\": \"evt_1\", \"data\": {")
                        .made()
                        .status())
                .isEqualTo(200);
        String large = "{\"id\": \"" + order.text("id") + "\", \"more\": \"" + "x".repeat(2_000_000) + "\"}";
        assertThat(souk.call("POST", "/v1/webhooks/stripe")
                        .header("Stripe-Signature", signature)
                        .json(large)
                        .made()
                        .status())
                .isEqualTo(400);
        assertThat(buyer.reads(order).ok(200).text("state")).isEqualTo("awaiting_payment");
    }

    @Test
    void fault_15_a_forged_webhook_changes_nothing() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        String forged = Json.write(Map.of(
                "id", "evt_forged",
                "object", "event",
                "api_version", "2026-07-29.dahlia",
                "type", "checkout.session.completed",
                "data",
                        Map.of(
                                "object",
                                Map.of(
                                        "client_reference_id",
                                        order.text("id"),
                                        "payment_status",
                                        "paid",
                                        "amount_total",
                                        700,
                                        "currency",
                                        "usd"))));
        long now = System.currentTimeMillis() / 1000;
        souk.call("POST", "/v1/webhooks/stripe")
                .header("Stripe-Signature", "t=" + now + ",v1=" + "0".repeat(64))
                .json(forged)
                .ok(200);

        Buyer next = new Buyer();
        Reply later = next.ordersAsGuest(shop.product("Another book", 700, Shop.bytes("another")));
        next.pays(later, Buyer.GOOD_CARD);
        next.seesPaid(later);
        assertThat(buyer.reads(order).ok(200).text("state")).isEqualTo("awaiting_payment");
        assertThat(purchases(order)).isEmpty();
    }

    /** LocalStack takes every mail: no fault of its SES can be ordered. */
    @Tag("not-on-localstack")
    @Test
    void fault_22_a_mail_server_that_refuses_twice_still_gets_the_mail_once() {
        souk.mailFault("{\"refuse\": 2}");
        buyer.ordersAsGuest(shop.product("A sample", 0, Shop.bytes("x")));
        buyer.getsMail();
        assertThat(souk.mailsTo(buyer.email)).hasSize(1);
    }

    /** LocalStack takes every mail: no fault of its SES can be ordered. */
    @Tag("not-on-localstack")
    @Test
    void fault_22_while_the_mail_server_is_down_sales_go_on_and_every_mail_goes_out_after() {
        souk.mailFault("{\"listening\": false}");
        Buyer other = new Buyer();
        try {
            String product = shop.product("A book", 700, Shop.bytes("the book"));
            for (Buyer each : new Buyer[] {buyer, other}) {
                Reply order = each.ordersAsGuest(product);
                each.pays(order, Buyer.GOOD_CARD);
                each.seesPaid(order);
            }
            assertThat(souk.mailsTo(buyer.email)).isEmpty();
        } finally {
            souk.mailFault("{\"listening\": true}");
        }
        buyer.getsMail();
        other.getsMail();
        assertThat(souk.mailsTo(buyer.email)).hasSize(1);
        assertThat(souk.mailsTo(other.email)).hasSize(1);
    }

    @Test
    void fault_11_when_stripe_limits_us_the_order_is_taken_and_can_be_paid_soon() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        souk.ordersRateLimited(buyer.email, 1);
        String key = UUID.randomUUID().toString();
        Call call =
                souk.call("POST", "/v1/orders").header("Idempotency-Key", key).json(buyer.cart(product));
        Reply queued = call.ok(202);
        assertThat(queued.header("Retry-After")).isNotEmpty();
        assertThat(queued.json().has("payment_url")).isFalse();
        Target.await(
                "the order can be paid",
                () -> buyer.reads(queued).ok(200).json().has("payment_url") ? Optional.of(true) : Optional.empty());
        assertThat(buyer.getsMail()).contains(queued.text("id"));

        Reply order = call.ok(201);
        assertThat(order.text("id")).isEqualTo(queued.text("id"));
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
    }

    @Test
    void fault_39_a_double_click_makes_one_order() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Call call = souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(buyer.cart(product));
        Reply first = call.ok(201);
        Reply second = call.ok(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void fault_13_an_expired_session_expires_the_order() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        souk.stripe("POST", "/sessions/" + session(order) + "/expire", "{}");
        Target.await(
                "the order has expired",
                () -> buyer.reads(order).ok(200).text("state").equals("expired")
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(buyer.reads(order).ok(200).json().has("payment_url")).isFalse();
    }

    private JsonNode purchases(Reply order) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items");
    }

    private String completedEvent(Reply order) {
        JsonNode events = Json.tree(souk.stripe("GET", "/events", "").body()).path("data");
        for (JsonNode event : events) {
            boolean completed = event.path("type").asString().equals("checkout.session.completed");
            if (completed && event.path("object").asString().equals(session(order))) {
                return event.path("id").asString();
            }
        }
        throw new AssertionError("Stripe has no completed event of the order");
    }

    private static String session(Reply order) {
        String url = order.text("payment_url");
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
