package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has the page of an order open hears what becomes of it. */
class LiveTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final Buyer buyer = new Buyer();

    @BeforeEach
    void there_is_a_websocket_api() {
        assumeTrue(souk.live().isPresent(), "this system has no WebSocket API: LocalStack has none");
    }

    @Test
    void a_guest_who_watches_hears_that_the_payment_has_arrived() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 1250, Shop.bytes("the book")));
        try (LiveClient page = new LiveClient(souk)) {
            page.watches(order.text("id"), "purchase_token", order.text("purchase_token"));
            page.hears("state", "awaiting_payment");
            assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
            page.hears("state", "paid");
            List<Integer> versions = page.heard().stream()
                    .map(each -> each.path("version").asInt())
                    .toList();
            assertThat(versions).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void a_buyer_who_is_signed_in_hears_it_and_another_does_not() {
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(shop.product("A book", 700, Shop.bytes("the book")), token);
        try (LiveClient page = new LiveClient(souk);
                LiveClient other = new LiveClient(souk)) {
            page.watches(order.text("id"), "token", token);
            other.watches(order.text("id"), "token", souk.token("stranger-" + buyer.name));
            page.hears("state", "awaiting_payment");
            other.hears("code", "not_found");
            assertThat(buyer.pays(order, Buyer.GOOD_CARD)).isEqualTo(303);
            page.hears("state", "paid");
            other.says("{\"action\":\"ping\"}");
            other.hears("type", "pong");
            assertThat(other.heard()).hasSize(2);
        }
    }

    @Test
    void who_was_told_to_wait_hears_that_the_order_can_be_paid() {
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        souk.ordersRateLimited(buyer.email, 1);
        Reply queued = souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(buyer.cart(product))
                .ok(202);
        try (LiveClient page = new LiveClient(souk)) {
            page.watches(queued.text("id"), "purchase_token", queued.text("purchase_token"));
            page.hears("payment_page", "true");
            assertThat(buyer.reads(queued).ok(200).json().has("payment_url")).isTrue();
        }
    }

    @Test
    void what_is_wrong_is_answered_and_what_is_too_long_ends_the_connection() {
        Reply order = buyer.ordersAsGuest(shop.product("A book", 700, Shop.bytes("the book")));
        try (LiveClient page = new LiveClient(souk)) {
            page.says("no JSON");
            assertThat(page.hears("type", "error").path("code").asString()).isEqualTo("malformed_json");
            page.watches(order.text("id"), "purchase_token", "a guess");
            page.hears("code", "not_found");
            page.says("x".repeat(13 * 1024));
            page.hears("code", "message_too_long");
            page.says("x".repeat(129 * 1024));
            assertThat(page.seesEnd()).isEqualTo(1009);
        }
    }
}
