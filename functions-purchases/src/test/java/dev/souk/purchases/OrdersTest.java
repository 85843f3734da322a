package dev.souk.purchases;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.json.Json;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.stripe.standin.Options;
import dev.souk.stripe.standin.StripeStandIn;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.RealServices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    private Market market;
    private StripeStandIn stripe;
    private PurchasesHandler handler;
    private ProductId book;

    @BeforeEach
    void open() {
        market = new Market();
        RealServices.note("Stripe stand-in");
        stripe = StripeStandIn.start(Options.inMemory());
        market.variables.put("STRIPE_API_BASE", stripe.baseUrl().toString());
        market.variables.put("STRIPE_SECRET_KEY", stripe.secretKey());
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        handler = new PurchasesHandler(market.runtime());
        book = market.aProduct("A book", 1250);
    }

    @AfterEach
    void close() {
        stripe.close();
        market.close();
    }

    /** Prices are looked up before the order is written: in between its seller can leave. */
    @Test
    void an_order_that_was_priced_before_its_seller_left_is_not_written_after() {
        Order before = market.anOrder(book, 1250, Optional.empty());
        market.database.update("UPDATE stores SET vacation_since = ? WHERE id = ?", Instant.now(), market.store);
        Order late = Order.placed(
                new OrderId(UUID.randomUUID()),
                Optional.empty(),
                before.email(),
                before.lines(),
                Optional.empty(),
                before.createdAt());
        boolean written = market.database.transaction(
                tx -> Orders.in(tx).add(late, market.links().token(late.id()), late.createdAt(), List.of()));
        assertThat(written).isFalse();
        assertThat(Orders.in(market.database).find(late.id())).isEmpty();

        ApiAnswer refused = order(guest(book)).to(handler);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("store_on_vacation");
    }

    /** Between the look at the price and the order the platform takes something down: by the statement that writes the order it is so. */
    @Test
    void an_order_that_was_priced_before_a_takedown_is_not_written_after() {
        Order before = market.anOrder(book, 1250, Optional.empty());
        List<Offer> offers = Shops.in(market.database).offers(List.of(book), Instant.now()).values().stream()
                .map(Shops.ProductOffer::offer)
                .toList();
        assertThat(isWritten(before, offers)).isTrue();
        market.database.update(
                "UPDATE products SET state_before = state, state = 'taken_down', version = version + 1 WHERE id = ?",
                book);
        assertThat(isWritten(before, offers)).as("the product").isFalse();
        ApiAnswer refused = order(guest(book)).to(handler);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("product_not_for_sale");

        market.database.update(
                "UPDATE products SET state = state_before, state_before = NULL, version = version - 1 WHERE id = ?",
                book);
        assertThat(isWritten(before, offers)).isTrue();
        market.database.update("UPDATE stores SET taken_down_at = ? WHERE id = ?", Instant.now(), market.store);
        assertThat(isWritten(before, offers)).as("its store").isFalse();
        ApiAnswer withStore = order(guest(book)).to(handler);
        assertThat(withStore.status()).isEqualTo(409);
        assertThat(withStore.text("code")).isEqualTo("product_not_for_sale");
    }

    /** Another order with the lines of {@code priced}, as if it had been priced at the same time. */
    private boolean isWritten(Order priced, List<Offer> offers) {
        Order late = Order.placed(
                new OrderId(UUID.randomUUID()),
                Optional.empty(),
                priced.email(),
                priced.lines(),
                Optional.empty(),
                priced.createdAt());
        return market.database.transaction(
                tx -> Orders.in(tx).add(late, market.links().token(late.id()), late.createdAt(), offers));
    }

    @Test
    void a_guest_gets_an_order_a_payment_page_and_a_token_that_opens_it() {
        ApiAnswer answer = order(guest(book)).to(handler);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("state")).isEqualTo("awaiting_payment");
        assertThat(answer.text("payment_url")).startsWith(stripe.baseUrl() + "/pay/");
        assertThat(answer.json().path("total").path("amount").asInt()).isEqualTo(1250);
        assertThat(answer.header("Location")).isEqualTo("/v1/orders/" + answer.text("id"));

        ApiAnswer read = request("GET", "/v1/orders/{order_id}")
                .path("order_id", answer.text("id"))
                .header("purchase-token", answer.text("purchase_token"))
                .to(handler);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().has("purchase_token")).isFalse();
        assertThat(stripe.sessions()).hasSize(1);
    }

    @Test
    void who_is_signed_in_needs_to_give_no_address() {
        ApiAnswer answer = order("{\"items\":[{\"product_id\":\"" + book.text() + "\"}]}")
                .bearer(ISSUER.tokenFor("buyer"))
                .to(handler);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("email")).isEqualTo("buyer@example.com");
        assertThat(request("GET", "/v1/orders")
                        .bearer(ISSUER.tokenFor("buyer"))
                        .to(handler)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void a_free_product_is_paid_at_once_and_stripe_is_not_asked() {
        ProductId free = market.aProduct("A sample", 0);
        ApiAnswer answer = order(guest(free)).to(handler);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("state")).isEqualTo("paid");
        assertThat(answer.json().has("payment_url")).isFalse();
        assertThat(answer.json().path("items").path(0).path("purchase_id").asString())
                .startsWith("pur_");
        assertThat(stripe.sessions()).isEmpty();
        assertThat(market.emails()).hasSize(2);
    }

    @Test
    void fault_39_the_same_request_again_gets_the_same_answer_and_nothing_new() {
        String key = UUID.randomUUID().toString();
        ApiAnswer first = order(guest(book), key).to(handler);
        ApiAnswer again = order(guest(book), key).to(handler);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(market.count("orders")).isEqualTo(1);
        assertThat(stripe.sessions()).hasSize(1);
        String kept = market.database
                .first("SELECT body FROM purchases_idempotency_keys", row -> row.text("body"))
                .orElseThrow();
        assertThat(kept).doesNotContain(first.text("purchase_token"));
    }

    @Test
    void fault_39_ten_clicks_at_once_make_one_order() throws Exception {
        String key = UUID.randomUUID().toString();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<ApiAnswer>> clicks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                clicks.add(threads.submit(() -> order(guest(book), key).to(handler)));
            }
            for (Future<ApiAnswer> click : clicks) {
                assertThat(click.get().status()).isIn(201, 409);
            }
        }
        assertThat(market.count("orders")).isEqualTo(1);
        assertThat(stripe.sessions()).hasSize(1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        order(guest(book), key).to(handler);
        ApiAnswer other = order(guest(market.aProduct("Another", 700)), key).to(handler);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(other.wrongFields()).containsExactly("Idempotency-Key");
        assertThat(market.count("orders")).isEqualTo(1);
    }

    @Test
    void what_is_to_be_published_later_cannot_be_ordered_before() {
        market.database.update(
                "UPDATE products SET on_sale_from = ? WHERE id = ?",
                Instant.now().plusSeconds(3600),
                book);
        assertThat(order(guest(book)).to(handler).code()).isEqualTo("product_not_for_sale");
        market.database.update("UPDATE products SET on_sale_from = ? WHERE id = ?", Instant.now(), book);
        assertThat(order(guest(book)).to(handler).status()).isEqualTo(201);
    }

    @Test
    void what_is_not_for_sale_cannot_be_ordered() {
        market.database.update("UPDATE products SET state = 'draft' WHERE id = ?", book);
        ApiAnswer draft = order(guest(book)).to(handler);
        assertThat(draft.status()).isEqualTo(409);
        assertThat(draft.code()).isEqualTo("product_not_for_sale");
        assertThat(draft.wrongFields()).containsExactly("items[0].product_id");
        assertThat(order(guest(new ProductId(UUID.randomUUID()))).to(handler).status())
                .isEqualTo(409);
        assertThat(market.count("orders")).isZero();
        assertThat(market.count("purchases_idempotency_keys")).isZero();
    }

    @Test
    void a_cart_has_one_currency_and_a_sum_that_can_be_charged() {
        ProductId euro = market.aProduct("Ein Buch", new Money(900, Currency.EUR));
        ApiAnswer mixed = order(guest(book, euro)).to(handler);
        assertThat(mixed.status()).isEqualTo(422);
        assertThat(mixed.code()).isEqualTo("mixed_currencies");
        assertThat(mixed.wrongFields()).containsExactly("items[1].product_id");

        ProductId dear = market.aProduct("A castle", Money.MOST);
        assertThat(order(guest(book, dear)).to(handler).code()).isEqualTo("total_too_large");
        assertThat(market.count("orders")).isZero();
    }

    @Test
    void for_anybody_else_there_is_no_such_order_or_purchase() {
        ApiAnswer free = order(guest(market.aProduct("A sample", 0))).to(handler);
        ApiAnswer other = order(guest(market.aProduct("Another sample", 0))).to(handler);
        String purchase = free.json().path("items").path(0).path("purchase_id").asString();

        assertThat(readOrder(free)
                        .header("Purchase-Token", other.text("purchase_token"))
                        .to(handler)
                        .status())
                .isEqualTo(404);
        assertThat(readOrder(free)
                        .bearer(ISSUER.tokenFor("stranger"))
                        .to(handler)
                        .status())
                .isEqualTo(404);
        assertThat(readOrder(free).to(handler).status()).isEqualTo(401);
        ApiAnswer foreign = request("GET", "/v1/purchases/{purchase_id}")
                .path("purchase_id", purchase)
                .bearer(ISSUER.tokenFor("stranger"))
                .to(handler);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(request("GET", "/v1/purchases")
                        .header("Purchase-Token", "x".repeat(43))
                        .to(handler)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_holder_of_the_token_lists_and_downloads_what_was_bought() {
        ApiAnswer order = order(guest(market.aProduct("A sample", 0))).to(handler);
        String token = order.text("purchase_token");
        ApiAnswer list =
                request("GET", "/v1/purchases").header("Purchase-Token", token).to(handler);
        assertThat(list.json().path("items")).hasSize(1);
        var purchase = list.json().path("items").path(0);
        assertThat(purchase.path("product").path("title").asString()).isEqualTo("A sample");
        String file = purchase.path("files").path(0).path("id").asString();

        ApiAnswer download = download(purchase.path("id").asString(), "{\"file_id\":\"" + file + "\"}", token);
        assertThat(download.status()).isEqualTo(201);
        assertThat(download.text("url"))
                .contains("response-content-disposition=attachment")
                .contains("X-Amz-Expires=308");
        assertThat(download.json().path("downloads_left").asInt()).isEqualTo(99);

        assertThat(download(purchase.path("id").asString(), "{\"file_id\":\"fil_x\"}", token)
                        .wrongFields())
                .containsExactly("file_id");
        assertThat(download(new PurchaseId(UUID.randomUUID()).text(), "{\"file_id\":\"" + file + "\"}", token)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void orders_are_listed_in_pages_and_a_forged_cursor_is_refused() {
        String token = ISSUER.tokenFor("reader");
        for (int i = 0; i < 3; i++) {
            order("{\"items\":[{\"product_id\":\"" + book.text() + "\"}],\"buy_again\":true}")
                    .bearer(token)
                    .to(handler);
        }
        ApiAnswer first =
                request("GET", "/v1/orders").query("limit", "2").bearer(token).to(handler);
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.header("Link")).contains("rel=\"next\"").contains("limit=2");
        ApiAnswer second = request("GET", "/v1/orders")
                .query("limit", "2")
                .query("cursor", first.text("next_cursor"))
                .bearer(token)
                .to(handler);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().has("next_cursor")).isFalse();
        for (String forged :
                List.of("x", first.text("next_cursor") + "A", "A".repeat(40), new OrderId(UUID.randomUUID()).text())) {
            ApiAnswer refused = request("GET", "/v1/orders")
                    .query("cursor", forged)
                    .bearer(token)
                    .to(handler);
            assertThat(refused.status()).as(forged).isEqualTo(400);
            assertThat(refused.wrongFields()).containsExactly("cursor");
        }
    }

    @Test
    void every_slip_in_an_order_is_named_and_changes_nothing() {
        Map<String, String> slips = new java.util.LinkedHashMap<>();
        slips.put("{", "");
        slips.put("", "");
        slips.put("[]", "");
        slips.put("{\"email\":\"buyer@example.com\"}", "items");
        slips.put("{\"items\":[],\"email\":\"buyer@example.com\"}", "items");
        slips.put("{\"items\":\"x\",\"email\":\"buyer@example.com\"}", "items");
        slips.put("{\"items\":[{\"product_id\":7}],\"email\":\"buyer@example.com\"}", "items[0].product_id");
        slips.put("{\"items\":[{}],\"email\":\"buyer@example.com\"}", "items[0].product_id");
        slips.put("{\"items\":[{\"product_id\":\"prd_x\"}],\"email\":\"buyer@example.com\"}", "items[0].product_id");
        slips.put("{\"items\":[{\"product_id\":\"%s\"}]}".formatted(book.text()), "email");
        slips.put("{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"a@b\"}".formatted(book.text()), "email");
        slips.put("{\"items\":[{\"product_id\":\"%s\"}],\"email\":null}".formatted(book.text()), "email");
        slips.put(
                "{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"a@b.co\\r\\nBcc: c@d.ef\"}".formatted(book.text()),
                "email");
        slips.put(
                "{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"buyer@example.com\",\"price\":1}"
                        .formatted(book.text()),
                "price");
        slips.put(
                "{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"buyer@example.com\",\"discount_code\":\"a b\"}"
                        .formatted(book.text()),
                "discount_code");
        slips.put(
                "{\"items\":[{\"product_id\":\"%s\",\"price\":{\"amount\":-1,\"currency\":\"USD\"}}],\"email\":\"a@b.co\"}"
                        .formatted(book.text()),
                "items[0].price.amount");
        slips.put(
                "{\"items\":[{\"product_id\":\"%s\"}],\"email\":\"buyer@example.com\",\"buy_again\":\"yes\"}"
                        .formatted(book.text()),
                "buy_again");
        slips.put(
                "{\"items\":[{\"product_id\":\"%1$s\"},{\"product_id\":\"%1$s\"}],\"email\":\"buyer@example.com\"}"
                        .formatted(book.text()),
                "items[1].product_id");
        slips.forEach((body, field) -> {
            ApiAnswer answer = order(body).to(handler);
            assertThat(answer.status()).as(body).isIn(400, 422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.wrongFields()).as(body).containsExactly(field);
        });
        for (String key : List.of("short", " ", "x".repeat(256), "sixteen characters é", "tab\tinside the key here")) {
            assertThat(order(guest(book), key).to(handler).wrongFields()).containsExactly("Idempotency-Key");
        }
        ApiAnswer keyless = request("POST", "/v1/orders").json(guest(book)).to(handler);
        assertThat(keyless.status()).isEqualTo(400);
        assertThat(keyless.code()).isEqualTo("idempotency_key_required");
        assertThat(market.count("orders")).isZero();
        assertThat(stripe.sessions()).isEmpty();
    }

    private static String guest(ProductId... products) {
        List<Map<String, String>> items = new ArrayList<>();
        for (ProductId product : products) {
            items.add(Map.of("product_id", product.text()));
        }
        return Json.write(Map.of("items", items, "email", "buyer@example.com"));
    }

    private static ApiRequest order(String body) {
        return order(body, UUID.randomUUID().toString());
    }

    private static ApiRequest order(String body, String key) {
        return request("POST", "/v1/orders").header("Idempotency-Key", key).json(body);
    }

    private static ApiRequest readOrder(ApiAnswer order) {
        return request("GET", "/v1/orders/{order_id}").path("order_id", order.text("id"));
    }

    private ApiAnswer download(String purchase, String body, String token) {
        return request("POST", "/v1/purchases/{purchase_id}/downloads")
                .path("purchase_id", purchase)
                .header("Purchase-Token", token)
                .json(body)
                .to(handler);
    }
}
