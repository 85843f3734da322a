package dev.souk.purchases.sales;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.oidc.EmbeddedIssuer;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.purchases.Market;
import dev.souk.purchases.PurchasesSweeperHandler;
import dev.souk.purchases.Till;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.FakeContext;
import dev.souk.test.RealServices;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two sellers in one market, whose buyers put things of both into one cart. */
class SalesTest {
    private static final EmbeddedIssuer ISSUER = RealServices.issuer();

    private static Market market;
    private static Till till;
    private static Stall books;
    private static Stall songs;

    /** A store with its seller, who is called as it is. */
    private record Stall(String slug, StoreId id, ProductId one, ProductId other) {}

    @BeforeAll
    static void open() {
        market = new Market();
        market.variables.put("OIDC_ISSUER", ISSUER.issuer().toString());
        market.variables.put("OIDC_AUDIENCE", EmbeddedIssuer.AUDIENCE);
        till = new Till(market);
        books = stall("books");
        songs = stall("songs");
    }

    @AfterAll
    static void close() {
        till.close();
    }

    private static Stall stall(String slug) {
        UserId seller = UserId.of(ISSUER.issuer().toString(), slug);
        StoreId id = market.anotherStore(slug, seller);
        market.database.update("UPDATE stores SET platform_fee_basis_points = 1000 WHERE id = ?", id);
        return new Stall(
                slug,
                id,
                market.aProduct(id, seller, "One of " + slug, new Money(1000, Currency.USD)),
                market.aProduct(id, seller, "Other of " + slug, new Money(500, Currency.USD)));
    }

    /** Good by the clock of these tests, which runs ahead. */
    private static String token(String seller) {
        return ISSUER.token(claims -> claims.subject(seller)
                .expirationTime(Date.from(till.clock.instant().plus(Duration.ofHours(1)))));
    }

    private static String anAddress() {
        return "buyer-" + UUID.randomUUID() + "@example.com";
    }

    private static OrderId bought(String email, ProductId... products) {
        OrderId order = ordered(email, null, products);
        till.pay(order);
        assertThat(till.deliver()).isEmpty();
        return order;
    }

    private static OrderId ordered(
            String email, @org.jspecify.annotations.Nullable String code, ProductId... products) {
        Map<String, Object> body = new HashMap<>();
        body.put("email", email);
        body.put(
                "items",
                List.of(products).stream()
                        .map(id -> Map.of("product_id", id.text()))
                        .toList());
        if (code != null) {
            body.put("discount_code", code);
        }
        ApiAnswer answer = request("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(body))
                .to(till.api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return OrderId.parse(answer.text("id")).orElseThrow();
    }

    private static ApiRequest asked(Stall stall, String method, String rest) {
        return request(method, "/v1/stores/{store}" + rest)
                .path("store", stall.slug())
                .bearer(token(stall.slug()));
    }

    private static List<JsonNode> sales(Stall stall, String... filters) {
        ApiRequest request = asked(stall, "GET", "/sales");
        for (int i = 0; i < filters.length; i += 2) {
            request.query(filters[i], filters[i + 1]);
        }
        return items(request.to(till.api));
    }

    private static List<JsonNode> items(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .toList();
    }

    private static ApiAnswer detail(Stall stall, OrderId order) {
        return asked(stall, "GET", "/sales/{order_id}")
                .path("order_id", order.text())
                .to(till.api);
    }

    private static ApiAnswer resend(Stall stall, OrderId order) {
        return asked(stall, "POST", "/sales/{order_id}/receipt")
                .path("order_id", order.text())
                .to(till.api);
    }

    private static void refund(Stall stall, OrderId order, ProductId product, long amount) {
        ApiAnswer answer = request("POST", "/v1/orders/{order_id}/refunds")
                .path("order_id", order.text())
                .bearer(token(stall.slug()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of("lines", List.of(Map.of("product_id", product.text(), "amount", amount)))))
                .to(till.api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static long amount(JsonNode of, String name) {
        return of.path("amounts").path(name).path("amount").asLong();
    }

    private static List<String> orders(List<JsonNode> sales) {
        return sales.stream().map(sale -> sale.path("order_id").asString()).toList();
    }

    @Test
    void a_seller_sees_of_an_order_what_is_theirs_and_what_became_of_it() {
        String email = anAddress();
        OrderId order = bought(email, books.one(), songs.one(), books.other());
        refund(books, order, books.other(), 200);

        JsonNode sale = sales(books, "email", email).getFirst();
        assertThat(sale.path("order_id").asString()).isEqualTo(order.text());
        assertThat(sale.path("state").asString()).isEqualTo("partially_refunded");
        assertThat(sale.path("customer").path("email").asString()).isEqualTo(email);
        assertThat(sale.path("items")).hasSize(2);
        assertThat(amount(sale, "paid")).isEqualTo(1500);
        assertThat(amount(sale, "fee")).isEqualTo(150);
        assertThat(amount(sale, "refunded")).isEqualTo(200);
        assertThat(amount(sale, "net")).isEqualTo(1500 - 150 - 180);

        assertThat(till.download(order, books.one()).status()).isEqualTo(201);
        assertThat(till.download(order, songs.one()).status()).isEqualTo(201);
        ApiAnswer answer = detail(books, order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode detail = answer.json();
        assertThat(detail.path("lines")).hasSize(2);
        assertThat(amount(detail.path("lines").path(1), "net")).isEqualTo(500 - 50 - 180);
        assertThat(detail.path("refunds")).hasSize(1);
        assertThat(detail.path("refunds").path(0).path("amount").path("amount").asLong())
                .isEqualTo(200);
        assertThat(detail.path("downloads")).hasSize(1);
        assertThat(detail.path("receipts")).hasSize(1);
        assertThat(detail.path("customer").path("signed_in").asBoolean()).isFalse();
        assertThat(answer.body()).doesNotContain(songs.one().text()).doesNotContain("of songs");

        JsonNode others = sales(songs, "email", email).getFirst();
        assertThat(others.path("state").asString()).isEqualTo("paid");
        assertThat(amount(others, "paid")).isEqualTo(1000);
        assertThat(amount(others, "refunded")).isZero();
    }

    @Test
    void sales_are_found_by_product_state_time_address_and_discount_and_by_several_at_once() {
        market.database.update(
                """
                INSERT INTO discounts (id, store_id, owner_id, code, percent_basis_points, starts_at, state, version,
                                       created_at, updated_at)
                VALUES (?, ?, ?, 'AUTUMN', 1000, '2020-01-01', 'active', 1, '2020-01-01', '2020-01-01')
                """, UUID.fromString("00000000-0000-7000-8000-00000000d15c"), books.id(), UUID.randomUUID());
        String discount = new dev.souk.model.DiscountId(UUID.fromString("00000000-0000-7000-8000-00000000d15c")).text();
        String email = anAddress();
        OrderId plain = bought(email, books.one());
        till.clock.advance(Duration.ofMinutes(1));
        OrderId cheaper = ordered(email, "autumn", books.one(), books.other(), songs.one());
        till.pay(cheaper);
        assertThat(till.deliver()).isEmpty();
        till.clock.advance(Duration.ofMinutes(1));
        OrderId back = bought(email.toUpperCase(java.util.Locale.ROOT), books.other());
        refund(books, back, books.other(), 500);

        assertThat(orders(sales(books, "email", email))).containsExactly(back.text(), cheaper.text(), plain.text());
        assertThat(orders(sales(books, "email", email, "product", books.one().text())))
                .containsExactly(cheaper.text(), plain.text());
        assertThat(orders(sales(books, "product", books.one().text())))
                .contains(cheaper.text(), plain.text())
                .doesNotContain(back.text());
        assertThat(orders(sales(books, "discount", discount))).containsExactly(cheaper.text());
        assertThat(orders(sales(books, "state", "refunded", "email", email))).containsExactly(back.text());
        assertThat(orders(sales(books, "state", "refunded")))
                .contains(back.text())
                .doesNotContain(plain.text());
        String from = sales(books, "email", email).get(1).path("sold_at").asString();
        assertThat(orders(sales(books, "email", email, "from", from))).containsExactly(back.text(), cheaper.text());
        assertThat(orders(sales(books, "email", email, "until", from))).containsExactly(plain.text());
        assertThat(orders(sales(books, "from", from, "product", books.other().text(), "discount", discount)))
                .containsExactly(cheaper.text());
        assertThat(detail(books, cheaper).json().path("discount").path("code").asString())
                .isEqualTo("AUTUMN");

        assertThat(sales(books, "product", songs.one().text(), "email", email))
                .as("what others sold with the same order finds nothing")
                .isEmpty();
        assertThat(sales(books, "product", songs.one().text())).isEmpty();
        assertThat(sales(songs, "discount", discount))
                .as("a discount that took nothing off theirs")
                .isEmpty();
        assertThat(detail(songs, cheaper).body()).doesNotContain("AUTUMN").doesNotContain(discount);
    }

    @Test
    void a_list_goes_on_where_it_stopped_while_more_is_sold() {
        String email = anAddress();
        List<String> sold = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            till.clock.advance(Duration.ofSeconds(1));
            sold.addFirst(bought(email, books.one()).text());
        }
        ApiAnswer first = asked(books, "GET", "/sales")
                .query("email", email)
                .query("limit", "2")
                .to(till.api);
        assertThat(first.header("Link")).contains("email=").contains("cursor=");
        till.clock.advance(Duration.ofSeconds(1));
        bought(email, books.one());
        List<String> seen = new ArrayList<>(orders(items(first)));
        String cursor = first.text("next_cursor");
        while (!cursor.isEmpty()) {
            ApiAnswer next = asked(books, "GET", "/sales")
                    .query("email", email)
                    .query("limit", "2")
                    .query("cursor", cursor)
                    .to(till.api);
            seen.addAll(orders(items(next)));
            cursor = next.json().path("next_cursor").asString("");
        }
        assertThat(seen).containsExactlyElementsOf(sold);
        ApiAnswer wrong = asked(books, "GET", "/sales")
                .query("cursor", first.text("next_cursor"))
                .to(till.api);
        assertThat(wrong.status()).as("a cursor of another filter").isEqualTo(400);
        assertThat(wrong.text("code")).isEqualTo("invalid_cursor");
    }

    @Test
    void a_sale_is_disputed_while_the_bank_decides_and_refunded_once_it_is_lost() {
        OrderId order = bought(anAddress(), books.one(), songs.one());
        String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
        till.deliver();
        assertThat(detail(books, order).text("state")).isEqualTo("disputed");
        assertThat(orders(sales(songs, "state", "disputed"))).contains(order.text());
        till.stripe.money().decideDispute(dispute, false);
        till.deliver();
        JsonNode detail = detail(books, order).json();
        assertThat(detail.path("state").asString()).isEqualTo("refunded");
        assertThat(amount(detail, "net")).isZero();
        assertThat(detail.path("disputes").path(0).path("stage").asString()).isEqualTo("lost");
        assertThat(detail.path("disputes").path(0).has("amount"))
                .as("it is of the whole order, of which others sold a part")
                .isFalse();
    }

    @Test
    void customers_are_told_apart_by_address_and_not_by_capitals() {
        String email = anAddress();
        bought(email, books.one());
        till.clock.advance(Duration.ofMinutes(5));
        OrderId second = bought(email.toUpperCase(java.util.Locale.ROOT), books.one(), books.other(), songs.one());
        refund(books, second, books.other(), 500);

        JsonNode customer =
                items(asked(books, "GET", "/customers").to(till.api)).getFirst();
        assertThat(customer.path("email").asString()).isEqualTo(email);
        assertThat(customer.path("orders").asInt()).isEqualTo(2);
        assertThat(customer.path("spent").path(0).path("amount").asLong()).isEqualTo(2000);
        assertThat(customer.path("first_sale_at").asString())
                .isLessThan(customer.path("last_sale_at").asString());

        String id = customer.path("id").asString();
        ApiAnswer one = asked(books, "GET", "/customers/{customer_id}")
                .path("customer_id", id)
                .to(till.api);
        assertThat(one.json()).isEqualTo(customer);
        assertThat(asked(songs, "GET", "/customers/{customer_id}")
                        .path("customer_id", id)
                        .to(till.api)
                        .status())
                .as("another store's customer")
                .isEqualTo(404);
    }

    @Test
    void a_receipt_is_sent_again_to_the_address_of_the_order_and_ever_more_seldom() {
        String email = anAddress();
        OrderId order = bought(email, books.one(), songs.one());
        JsonNode original = receipts().getFirst();

        List<ApiAnswer> answers = AtOnce.by(4, _ -> resend(books, order));
        assertThat(answers.stream().map(ApiAnswer::status).sorted().toList()).containsExactly(200, 429, 429, 429);
        ApiAnswer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.text("code")).isEqualTo("receipt_sent_already");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(590, 600);
        List<JsonNode> again = receipts();
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().path("id")).isNotEqualTo(original.path("id"));
        for (String same : List.of("to", "link", "lines", "total", "paid_at")) {
            assertThat(again.getFirst().path(same)).as(same).isEqualTo(original.path(same));
        }

        till.clock.advance(Duration.ofMinutes(10));
        ApiAnswer second = resend(songs, order);
        assertThat(second.json().path("times_sent_again").asInt()).isEqualTo(2);
        till.clock.advance(Duration.ofMinutes(10));
        assertThat(resend(books, order).status()).as("an hour has to pass now").isEqualTo(429);
        till.clock.advance(Duration.ofHours(1));
        assertThat(resend(books, order).status()).isEqualTo(200);
        till.clock.advance(Duration.ofHours(23));
        assertThat(resend(books, order).status()).as("and then a day").isEqualTo(429);
        assertThat(detail(books, order).json().path("receipts")).hasSize(4);
    }

    private static List<JsonNode> receipts() {
        return market.emails().stream()
                .filter(mail -> mail.path("kind").asString().equals("receipt"))
                .toList();
    }

    @Test
    void what_is_no_sale_of_the_store_does_not_exist() {
        OrderId theirs = bought(anAddress(), songs.one());
        OrderId unpaid = ordered(anAddress(), null, books.one());
        for (OrderId order : List.of(theirs, unpaid)) {
            assertThat(detail(books, order).status()).isEqualTo(404);
            assertThat(resend(books, order).status()).isEqualTo(404);
        }
        ApiAnswer anothers = request("GET", "/v1/stores/{store}/sales")
                .path("store", "books")
                .bearer(token("songs"))
                .to(till.api);
        assertThat(anothers.status()).isEqualTo(404);
    }

    @Test
    void a_filter_that_cannot_be_read_is_named() {
        for (String[] wrong : new String[][] {
            {"product", "book"},
            {"state", "sold"},
            {"from", "yesterday"},
            {"until", "2026-13-01T00:00:00Z"},
            {"email", "nobody"},
            {"discount", "AUTUMN"}
        }) {
            ApiAnswer answer =
                    asked(books, "GET", "/sales").query(wrong[0], wrong[1]).to(till.api);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(wrong[0]);
        }
    }

    /** What carts, refunds and disputes come to, drawn by lot, is for each seller what a count of their lines says. */
    @Test
    void whatever_happens_each_seller_sees_their_own_lines_and_no_others() {
        long seed = 20261128;
        Random lot = new Random(seed);
        List<ProductId> all = List.of(books.one(), books.other(), songs.one(), songs.other());
        for (int i = 0; i < 12; i++) {
            List<ProductId> cart = all.stream().filter(_ -> lot.nextBoolean()).toList();
            if (cart.isEmpty()) {
                continue;
            }
            OrderId order = bought("lot-" + lot.nextInt(3) + "@example.com", cart.toArray(new ProductId[0]));
            switch (lot.nextInt(4)) {
                case 0 -> till.stripe.money().refundFromDashboard(till.intent(order), (long) (1 + lot.nextInt(400)));
                case 1 -> {
                    String dispute = till.stripe.money().openDispute(till.intent(order), null, "fraudulent");
                    till.deliver();
                    if (lot.nextBoolean()) {
                        till.stripe.money().decideDispute(dispute, lot.nextBoolean());
                    }
                }
                case 2 -> {
                    Stall stall = lot.nextBoolean() ? books : songs;
                    if (cart.contains(stall.one())) {
                        refund(stall, order, stall.one(), 1 + lot.nextInt(1000));
                    }
                }
                default -> {}
            }
            till.deliver();
        }
        for (Stall stall : List.of(books, songs)) {
            Stall other = stall.equals(books) ? songs : books;
            List<JsonNode> sales = sales(stall, "limit", "100");
            long lines =
                    sales.stream().mapToLong(sale -> sale.path("items").size()).sum();
            String mine = "order_lines WHERE sold_at IS NOT NULL AND store_id = X'"
                    + stall.id().value().toString().replace("-", "") + "'";
            assertThat(lines).as("seed " + seed).isEqualTo(market.count(mine));
            assertThat(sales.stream().mapToLong(sale -> amount(sale, "paid")).sum())
                    .isEqualTo(market.sum("paid_amount", mine));
            assertThat(sales.stream()
                            .mapToLong(sale -> amount(sale, "refunded"))
                            .sum())
                    .isEqualTo(market.sum(
                            "b.amount",
                            "refunds r JOIN refund_lines b ON b.refund_id = r.id"
                                    + " JOIN order_lines l ON l.order_id = r.order_id AND l.position = b.position"
                                    + " WHERE r.state = 'made' AND l.store_id = X'"
                                    + stall.id().value().toString().replace("-", "") + "'"));
            for (JsonNode sale : sales) {
                String detail = detail(
                                stall,
                                OrderId.parse(sale.path("order_id").asString()).orElseThrow())
                        .body();
                assertThat(detail + sale)
                        .doesNotContain(other.one().text())
                        .doesNotContain(other.other().text())
                        .doesNotContain("of " + other.slug());
            }
        }
    }

    @Test
    void sales_that_a_release_before_did_not_write_down_are_written_late() {
        OrderId order = bought(anAddress(), books.one());
        market.database.update("DELETE FROM sales WHERE order_id = ?", order);
        market.database.update("UPDATE order_lines SET sold_at = NULL WHERE order_id = ?", order);
        assertThat(detail(books, order).status()).isEqualTo(404);
        new PurchasesSweeperHandler(Environment.of(market.variables), till.clock, Log.of("sweeper"))
                .handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
        assertThat(amount(detail(books, order).json(), "paid")).isEqualTo(1000);
        assertThat(orders(sales(books, "product", books.one().text()))).contains(order.text());
    }
}
