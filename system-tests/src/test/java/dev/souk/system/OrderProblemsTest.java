package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every reason for which an order, a download or a refund is refused, by its code. */
@Tag("any-mode")
@Tag("not-on-localstack")
class OrderProblemsTest {
    private static final String ORDERS = "/v1/orders";
    private static final long MOST_USD = 99_999_999;

    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final Buyer buyer = new Buyer();

    @Test
    void what_does_not_go_together_in_a_cart() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        assertThat(order(Map.of("items", List.of(Map.of("product_id", book))))
                        .wrong(422)
                        .code())
                .as("a guest without an address")
                .isEqualTo("invalid_fields");
        assertThat(order(cart(
                                shop.product("Dear", MOST_USD, Shop.bytes("a")),
                                shop.product("Dear, too", MOST_USD, Shop.bytes("b"))))
                        .wrong(422)
                        .code())
                .isEqualTo("total_too_large");
        String euros = souk.call("POST", "/v1/stores")
                .bearer(shop.token)
                .json(Json.write(Map.of("slug", "euro-" + Shop.unique(), "name", "Euros", "currency", "EUR")))
                .ok(201)
                .text("id");
        String inEuros = souk.call("POST", "/v1/products")
                .bearer(shop.token)
                .json(Json.write(
                        Map.of("store_id", euros, "title", "Free", "price", Map.of("amount", 0, "currency", "EUR"))))
                .ok(201)
                .text("id");
        shop.upload(inEuros, "free.pdf", Shop.bytes("free"));
        souk.call("POST", "/v1/products/" + inEuros + "/publish")
                .bearer(shop.token)
                .ok(200);
        assertThat(order(cart(book, inEuros)).wrong(422).code()).isEqualTo("mixed_currencies");
        Map<String, Object> stale = new LinkedHashMap<>(cart());
        stale.put("items", List.of(Map.of("product_id", book, "price", Map.of("amount", 650, "currency", "USD"))));
        assertThat(order(stale).wrong(409).code()).isEqualTo("price_changed");
    }

    @Test
    void a_discount_that_is_not_to_be_had() {
        String book = shop.product("A book", 100, Shop.bytes("the book"));
        String other = shop.product("Another book", 700, Shop.bytes("another"));
        discount("{\"code\":\"OTHER\",\"percent_basis_points\":1000,\"product_id\":\"" + other + "\"}");
        discount("{\"code\":\"LATER\",\"percent_basis_points\":1000,\"starts_at\":\"2099-01-01T00:00:00Z\"}");
        discount("{\"code\":\"ONCE\",\"percent_basis_points\":1000,\"max_uses\":1}");
        discount("{\"code\":\"MINE\",\"percent_basis_points\":1000,\"max_uses_per_buyer\":1}");
        discount("{\"code\":\"MOST\",\"percent_basis_points\":9900}");

        assertThat(with("NOBODYS", buyer, book).wrong(422).code()).isEqualTo("unknown_discount");
        assertThat(with("OTHER", buyer, book).wrong(422).code()).isEqualTo("discount_not_applicable");
        assertThat(with("LATER", buyer, book).wrong(422).code()).isEqualTo("discount_not_current");
        assertThat(with("MOST", buyer, book).wrong(422).code()).isEqualTo("total_not_chargeable");
        with("ONCE", buyer, other).ok(201);
        assertThat(with("ONCE", new Buyer(), other).wrong(409).code()).isEqualTo("discount_used_up");
        Buyer regular = new Buyer();
        with("MINE", regular, other).ok(201);
        assertThat(with("MINE", regular, shop.product("A third", 700, Shop.bytes("a third")))
                        .wrong(409)
                        .code())
                .isEqualTo("discount_used_up_by_you");
    }

    @Test
    void what_a_buyer_has_or_has_ordered_is_not_sold_to_them_by_accident() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(book, token);
        assertThat(signedIn(token, book).wrong(409).code()).isEqualTo("already_ordered");
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        assertThat(signedIn(token, book).wrong(409).code()).isEqualTo("already_bought");
    }

    @Test
    void who_can_take_no_money_sells_nothing() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        JsonNode accounts =
                Json.tree(souk.stripe("GET", "/accounts", "").body()).path("data");
        for (JsonNode account : accounts) {
            if (account.path("metadata").path("store").asString("").equals(shop.storeId)) {
                souk.stripe(
                        "POST",
                        "/accounts/" + account.path("id").asString() + "/transfers",
                        "{\"status\": \"restricted\", \"requirement\": \"individual.id_number\"}");
            }
        }
        String code = Target.await("the seller is cut off", () -> {
            Reply reply = order(cart(book)).made();
            return Optional.of(reply).filter(each -> each.status() == 409).map(Reply::code);
        });
        assertThat(code).isEqualTo("seller_cannot_be_paid");
    }

    @Test
    void a_download_that_is_not_given() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(book, token);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        JsonNode purchase = souk.call("GET", "/v1/purchases")
                .bearer(token)
                .ok(200)
                .json()
                .path("items")
                .path(0);
        String downloads = "/v1/purchases/" + purchase.path("id").asString() + "/downloads";
        String file =
                "{\"file_id\":\"" + purchase.path("files").path(0).path("id").asString() + "\"}";
        assertThat(souk.call("POST", downloads)
                        .bearer(token)
                        .json("{}")
                        .wrong(422)
                        .code())
                .isEqualTo("invalid_fields");
        assertThat(souk.call("POST", downloads)
                        .bearer(token)
                        .json("{\"file_id\":\"fil_00000000000000000000000000\"}")
                        .wrong(422)
                        .code())
                .isEqualTo("unknown_file");
        int left = purchase.path("downloads_left").asInt();
        for (int each = 0; each < left; each++) {
            assertThat(souk.call("POST", downloads)
                            .bearer(token)
                            .json(file)
                            .made()
                            .status())
                    .isEqualTo(201);
        }
        assertThat(souk.call("POST", downloads)
                        .bearer(token)
                        .json(file)
                        .wrong(403)
                        .code())
                .isEqualTo("download_limit_reached");
        refund(order, "{}").ok(201);
        String code = Target.await(
                "the purchase is taken back",
                () -> Optional.of(souk.call("POST", downloads)
                                .bearer(token)
                                .json(file)
                                .wrong(403)
                                .code())
                        .filter("purchase_revoked"::equals));
        assertThat(code).isEqualTo("purchase_revoked");
    }

    @Test
    void a_refund_that_is_not_made() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        Reply order = buyer.ordersAsGuest(book);
        assertThat(refund(order, "{}").wrong(409).code()).isEqualTo("order_not_paid");
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        assertThat(souk.call("GET", refunds(order))
                        .bearer(shop.token)
                        .ok(200)
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(souk.call("POST", refunds(order))
                        .bearer(shop.token)
                        .json("{}")
                        .wrong(400)
                        .code())
                .isEqualTo("idempotency_key_required");
        assertThat(refund(order, "{\"amount\": 0}").wrong(422).code()).isEqualTo("invalid_fields");
        assertThat(refund(order, "{\"amount\": 701}").wrong(422).code()).isEqualTo("refund_exceeds_payment");
        assertThat(refund(order, "{\"lines\":[{\"product_id\":\"prd_00000000000000000000000000\"}]}")
                        .wrong(422)
                        .code())
                .isEqualTo("unknown_line");
        String key = UUID.randomUUID().toString();
        refund(order, "{\"amount\": 100}", key).ok(201);
        assertThat(refund(order, "{\"amount\": 200}", key).wrong(422).code()).isEqualTo("idempotency_key_reused");
        Target.await(
                "the books have it",
                () -> Optional.of(refund(order, "{\"amount\": 601}").wrong(422)));

        // The payment provider gives all of it back before it tells us, and so has nothing left for what we ask.
        souk.stripe("POST", "/webhooks/pause", "");
        try {
            souk.stripe("POST", "/refunds", "{\"payment\": \"" + payment(order) + "\"}");
            assertThat(refund(order, "{}").wrong(409).code()).isEqualTo("refund_refused");
        } finally {
            souk.stripe("POST", "/webhooks/resume", "");
        }
    }

    @Test
    void a_disputed_order_is_not_refunded_and_its_evidence_is_there() {
        String book = shop.product("A book", 700, Shop.bytes("the book"));
        Reply order = buyer.ordersAsGuest(book);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        souk.stripe("POST", "/disputes", "{\"payment\": \"" + payment(order) + "\"}");
        JsonNode dispute = Target.await("the dispute is known", () -> {
            JsonNode items = souk.call("GET", "/v1/stores/" + shop.slug + "/disputes")
                    .bearer(shop.token)
                    .ok(200)
                    .json()
                    .path("items");
            return items.isEmpty() ? Optional.empty() : Optional.of(items.path(0));
        });
        assertThat(refund(order, "{}").wrong(409).code()).isEqualTo("order_disputed");
        souk.call("GET", "/v1/disputes/" + dispute.path("id").asString() + "/evidence")
                .bearer(shop.token)
                .ok(200);
        souk.call("GET", "/v1/stores/" + shop.slug + "/balance")
                .bearer(shop.token)
                .ok(200);
        souk.call("GET", "/v1/stores/" + shop.slug + "/payouts")
                .bearer(shop.token)
                .ok(200);
    }

    private Map<String, Object> cart(String... products) {
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put("email", buyer.email);
        cart.put(
                "items",
                java.util.Arrays.stream(products)
                        .map(id -> Map.of("product_id", id))
                        .toList());
        return cart;
    }

    private Call order(Map<String, Object> cart) {
        return souk.call("POST", ORDERS)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(cart));
    }

    private Call signedIn(String token, String product) {
        return souk.call("POST", ORDERS)
                .bearer(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of("items", List.of(Map.of("product_id", product)))));
    }

    private Call with(String code, Buyer by, String product) {
        return order(Map.of("email", by.email, "items", List.of(Map.of("product_id", product)), "discount_code", code));
    }

    private void discount(String json) {
        souk.call("POST", "/v1/stores/" + shop.slug + "/discounts")
                .bearer(shop.token)
                .json(json)
                .ok(201);
    }

    private static String refunds(Reply order) {
        return ORDERS + "/" + order.text("id") + "/refunds";
    }

    private Call refund(Reply order, String json) {
        return refund(order, json, UUID.randomUUID().toString());
    }

    private Call refund(Reply order, String json, String key) {
        return souk.call("POST", refunds(order))
                .bearer(shop.token)
                .header("Idempotency-Key", key)
                .json(json);
    }

    /** What the stand-in calls the order's payment. */
    private String payment(Reply order) {
        JsonNode sessions =
                Json.tree(souk.stripe("GET", "/sessions", "").body()).path("data");
        for (JsonNode session : sessions) {
            if (session.path("client_reference_id").asString("").equals(order.text("id"))) {
                return session.path("payment_intent").asString();
            }
        }
        throw new AssertionError("Stripe has no session of the order");
    }
}
