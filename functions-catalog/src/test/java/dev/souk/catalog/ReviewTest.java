package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.PurchaseToken;
import dev.souk.lambda.id.IdSource;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTest {
    private static final Stall STALL = new Stall();
    private static final IdSource IDS = IdSource.uuidV7(Clock.systemUTC());
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");
    private static final String PRODUCT = STALL.published("seller", STORE, "Lantern typeface");

    private final String product = STALL.published("seller", STORE, "A product of this test");

    @Test
    void who_bought_it_says_how_it_is_and_everybody_reads_that() {
        String purchase = bought(product, "noor", 1250);
        assertThat(rating(product)).isEmpty();

        ApiAnswer written = write("noor", purchase, """
                {"rating": 4, "text": "  Reads well.\\r\\nI miss ligatures. ", "author": "Noor"}""");

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.text("text")).isEqualTo("Reads well.\nI miss ligatures.");
        assertThat(written.text("author")).isEqualTo("Noor");
        assertThat(written.text("product_id")).isEqualTo(product);
        assertThat(written.body()).doesNotContain(purchase);
        assertThat(get("noor", purchase).body()).isEqualTo(written.body());
        assertThat(list(product).json().path("items").path(0).toString())
                .isEqualTo(written.json().toString());
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":400,\"reviews\":1}");
        assertThat(STALL.ask(ApiRequest.request("GET", "/v1/products"))
                        .json()
                        .path("items")
                        .path(0)
                        .path("rating")
                        .toString())
                .isEqualTo("{\"average_hundredths\":400,\"reviews\":1}");
    }

    @Test
    void sellers_programs_hear_of_the_first_writing_alone() {
        StoreId store = STALL.store("seller", "told-of-reviews");
        STALL.database.update("""
                INSERT INTO webhook_endpoints
                    (id, store_id, slot, url, event_types, description, state, secret, version, created_at, updated_at)
                VALUES (?, ?, 1, 'https://hooks.example', 'review.written', '', 'enabled', '', 1, NOW(6), NOW(6))""", IDS.next(), store);
        String sold = STALL.published("seller", store, "A product that is told of");
        String purchase = bought(sold, "noor", 1250);
        write("noor", purchase, "{\"rating\": 4, \"text\": \"Mine alone.\", \"author\": \"Noor\"}");
        write("noor", purchase, "{\"rating\": 5}");
        List<String> told = STALL.database.query(
                "SELECT body FROM catalog_outbox WHERE queue = 'seller-webhooks' AND body LIKE '%review.written%'",
                row -> row.text("body"));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains(store.text(), sold, "rating").doesNotContain("Noor", "Mine alone");
    }

    @Test
    void a_review_written_again_takes_the_place_of_the_first_and_keeps_its_answer() {
        String purchase = bought(product, "noor", 1250);
        String id =
                write("noor", purchase, "{\"rating\": 1, \"author\": \"Noor\"}").text("id");
        assertThat(answer("seller", id, "Try the new one.").status()).isEqualTo(200);

        ApiAnswer again = write("noor", purchase, "{\"rating\": 5, \"text\": \"Much better.\"}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.json().has("author")).isFalse();
        assertThat(again.text("answer", "text")).isEqualTo("Try the new one.");
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":500,\"reviews\":1}");
    }

    @Test
    void a_review_taken_back_counts_no_more() {
        String first = bought(product, "noor", 1250);
        String second = bought(product, "omar", 1250);
        write("noor", first, "{\"rating\": 1}");
        write("omar", second, "{\"rating\": 4}");
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":250,\"reviews\":2}");

        assertThat(delete("noor", first).status()).isEqualTo(204);

        assertThat(get("noor", first).status()).isEqualTo(404);
        assertThat(delete("noor", first).status()).isEqualTo(404);
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":400,\"reviews\":1}");
        delete("omar", second);
        assertThat(rating(product)).isEmpty();
        assertThat(write("noor", first, "{\"rating\": 3}").status()).isEqualTo(201);
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":300,\"reviews\":1}");
    }

    @Test
    void a_guest_reviews_by_the_token_of_the_order() {
        String purchase = bought(product, null, 1250);
        ApiRequest request =
                on("PUT", purchase).header("Purchase-Token", tokenOf(purchase)).json("{\"rating\": 5}");
        assertThat(STALL.ask(request).status()).isEqualTo(201);
        assertThat(STALL.ask(on("PUT", purchase)
                                .header("Purchase-Token", "another")
                                .json("{\"rating\": 5}"))
                        .status())
                .isEqualTo(404);
        assertThat(STALL.ask(on("GET", purchase).header("Purchase-Token", tokenOf(purchase)))
                        .status())
                .isEqualTo(200);
        assertThat(STALL.ask(on("DELETE", purchase).header("Purchase-Token", tokenOf(purchase)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anothers_purchase_is_not_found() {
        String purchase = bought(product, "noor", 1250);
        write("noor", purchase, "{\"rating\": 5}");
        assertThat(write("mallory", purchase, "{\"rating\": 1}").code()).isEqualTo("not_found");
        assertThat(get("mallory", purchase).status()).isEqualTo(404);
        assertThat(delete("mallory", purchase).status()).isEqualTo(404);
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":500,\"reviews\":1}");
    }

    @Test
    void what_was_taken_back_is_not_reviewed_and_a_review_from_before_stays() {
        String purchase = bought(product, "noor", 1250);
        write("noor", purchase, "{\"rating\": 2}");
        STALL.database.update("UPDATE purchases SET revoked_at = ? WHERE id = ?", Instant.now(), purchase(purchase));
        ApiAnswer refused = write("noor", purchase, "{\"rating\": 1}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("purchase_revoked");
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":200,\"reviews\":1}");
        assertThat(delete("noor", purchase).status()).isEqualTo(204);
    }

    @Test
    void sellers_do_not_review_what_is_theirs() {
        ApiAnswer refused = write("seller", bought(product, "seller", 1250), "{\"rating\": 5}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("own_product");
        assertThat(rating(product)).isEmpty();
    }

    @Test
    void what_was_free_is_reviewed_by_those_who_were_signed_in() {
        String guests = bought(product, null, 0);
        ApiAnswer refused = STALL.ask(
                on("PUT", guests).header("Purchase-Token", tokenOf(guests)).json("{\"rating\": 5}"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("free_without_account");
        assertThat(write("noor", bought(product, "noor", 0), "{\"rating\": 5}").status())
                .isEqualTo(201);
    }

    @Test
    void who_bought_a_product_twice_reviews_it_once() {
        write("noor", bought(product, "noor", 1250), "{\"rating\": 5}");
        ApiAnswer refused = write("noor", bought(product, "noor", 1250), "{\"rating\": 5}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("reviewed_already");
        String first = bought(product, null, 1250);
        String second = bought(product, null, 1250);
        STALL.ask(on("PUT", first).header("Purchase-Token", tokenOf(first)).json("{\"rating\": 5}"));
        assertThat(STALL.ask(on("PUT", second)
                                .header("Purchase-Token", tokenOf(second))
                                .json("{\"rating\": 5}"))
                        .code())
                .as("an address that has no account is one author")
                .isEqualTo("reviewed_already");
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":500,\"reviews\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|rating",
                "{\"rating\": 0}|rating",
                "{\"rating\": 6}|rating",
                "{\"rating\": 5, \"author\": \" \"}|author",
                "{\"rating\": 5, \"author\": \"No\\u0000or\"}|author",
                "{\"rating\": 5, \"text\": \"No\\u0007or\"}|text",
            })
    void what_is_wrong_is_told_by_its_field_and_changes_nothing(String body, String field) {
        String purchase = bought(PRODUCT, "omar", 1250);
        ApiAnswer refused = write("omar", purchase, body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly(field);
        assertThat(get("omar", purchase).status()).isEqualTo(404);
    }

    @Test
    void a_text_has_5000_characters_at_most() {
        String purchase = bought(product, "noor", 1250);
        assertThat(write("noor", purchase, "{\"rating\": 5, \"text\": \"" + "𝕏".repeat(5000) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(write("noor", purchase, "{\"rating\": 5, \"text\": \"" + "x".repeat(5001) + "\"}")
                        .wrongFields())
                .containsExactly("text");
    }

    @Test
    void only_the_products_seller_answers() {
        String id =
                write("noor", bought(product, "noor", 1250), "{\"rating\": 5}").text("id");
        STALL.store("other", "other-store-" + id.substring(id.length() - 6));
        assertThat(answer("other", id, "Mine!").status()).isEqualTo(404);
        assertThat(answer("noor", id, "Mine!").status()).isEqualTo(404);
        assertThat(answer("seller", id, " \n ").wrongFields()).containsExactly("text");
        ApiAnswer answered = answer("seller", id, "Thanks.");
        assertThat(answered.text("answer", "text")).isEqualTo("Thanks.");
        assertThat(answer("seller", id, "Thanks!").text("answer", "text")).isEqualTo("Thanks!");
        assertThat(STALL.ask(toAnswer("other", "DELETE", id)).status()).isEqualTo(404);
        assertThat(STALL.ask(toAnswer("seller", "DELETE", id)).status()).isEqualTo(204);
        assertThat(STALL.ask(toAnswer("seller", "DELETE", id)).status()).isEqualTo(204);
        assertThat(list(product).json().path("items").path(0).has("answer")).isFalse();
    }

    @Test
    void reviews_are_listed_newest_first_by_stars_and_page_by_page() {
        List<String> newestFirst = new ArrayList<>();
        for (int stars : List.of(5, 3, 5, 1, 5)) {
            newestFirst.addFirst(write(
                            "buyer " + newestFirst.size(),
                            bought(product, "buyer " + newestFirst.size(), 1250),
                            "{\"rating\": " + stars + "}")
                    .text("id"));
        }
        assertThat(pages(product, null)).isEqualTo(newestFirst);
        assertThat(pages(product, "5")).containsExactly(newestFirst.get(0), newestFirst.get(2), newestFirst.get(4));
        assertThat(pages(product, "2")).isEmpty();
        assertThat(list(product).json().path("items").size()).isEqualTo(5);
        for (String wrong : List.of("0", "6", "good", "")) {
            ApiAnswer refused = STALL.ask(reviewsOf(product).query("rating", wrong));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.wrongFields()).containsExactly("rating");
        }
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":380,\"reviews\":5}");
    }

    @Test
    void the_reviews_of_a_draft_are_its_owners_to_read() {
        write("noor", bought(product, "noor", 1250), "{\"rating\": 5}");
        STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/unpublish")
                .path("product_id", product));
        assertThat(list(product).status()).isEqualTo(404);
        assertThat(STALL.ask(Stall.as("seller", "GET", "/v1/products/{product_id}/reviews")
                                .path("product_id", product))
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_seller_sees_which_reviews_of_the_store_wait_for_an_answer() {
        String seller = "seller of " + product;
        StoreId store = STALL.store(seller, "store-" + product.substring(product.length() - 8));
        String one = STALL.published(seller, store, "One");
        String two = STALL.published(seller, store, "Two");
        String first =
                write("noor", bought(one, "noor", 1250), "{\"rating\": 5}").text("id");
        String second =
                write("noor", bought(two, "noor", 1250), "{\"rating\": 5}").text("id");
        answer(seller, first, "Thanks.");
        assertThat(ofStore(seller, store, null)).containsExactly(second, first);
        assertThat(ofStore(seller, store, "false")).containsExactly(second);
        assertThat(ofStore(seller, store, "true")).containsExactly(first);
        assertThat(STALL.ask(storesReviews("seller", store)).status()).isEqualTo(404);
        assertThat(STALL.ask(storesReviews(seller, store).query("answered", "yes"))
                        .wrongFields())
                .containsExactly("answered");
    }

    /** A few buyers who change their minds again and again: red when a review is not locked before its stars are counted out. */
    @Test
    void what_reviews_come_to_is_exact_whoever_writes_at_once() throws Exception {
        List<String> purchases = IntStream.range(0, 3)
                .mapToObj(each -> bought(product, "crowd " + each, 1250))
                .toList();
        Random random = new Random(3);
        List<Callable<ApiAnswer>> acts = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            for (int each = 0; each < purchases.size(); each++) {
                String buyer = "crowd " + each;
                String purchase = purchases.get(each);
                int stars = 1 + random.nextInt(5);
                acts.add(
                        random.nextInt(4) == 0
                                ? () -> delete(buyer, purchase)
                                : () -> write(buyer, purchase, "{\"rating\": " + stars + "}"));
            }
        }
        try (var people = Executors.newFixedThreadPool(8)) {
            for (Future<ApiAnswer> act : people.invokeAll(acts)) {
                assertThat(act.get().status()).isIn(200, 201, 204, 404);
            }
        }
        List<Integer> counted = STALL.database
                .query(
                        "SELECT stars_1, stars_2, stars_3, stars_4, stars_5 FROM product_ratings WHERE product_id = ?",
                        row -> List.of(
                                row.integer("stars_1"),
                                row.integer("stars_2"),
                                row.integer("stars_3"),
                                row.integer("stars_4"),
                                row.integer("stars_5")),
                        ProductId.parse(product).orElseThrow())
                .getFirst();
        List<Integer> recounted = IntStream.rangeClosed(1, 5)
                .mapToObj(stars -> STALL.database
                        .query(
                                "SELECT COUNT(*) AS n FROM reviews WHERE product_id = ? AND rating = ?",
                                row -> row.integer("n"),
                                ProductId.parse(product).orElseThrow(),
                                stars)
                        .getFirst())
                .toList();
        assertThat(counted).isEqualTo(recounted);
    }

    @Test
    void one_purchase_has_one_review_however_often_it_is_sent_at_once() throws Exception {
        String purchase = bought(product, "noor", 1250);
        try (var tabs = Executors.newFixedThreadPool(8)) {
            List<Callable<ApiAnswer>> same = IntStream.range(0, 8)
                    .<Callable<ApiAnswer>>mapToObj(_ -> () -> write("noor", purchase, "{\"rating\": 4}"))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<ApiAnswer> each : tabs.invokeAll(same)) {
                statuses.add(each.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        }
        assertThat(rating(product)).isEqualTo("{\"average_hundredths\":400,\"reviews\":1}");
    }

    /** As the purchases' function would have written it. */
    private static String bought(String product, @Nullable String buyer, long paid) {
        OrderId order = new OrderId(IDS.next());
        PurchaseId purchase = new PurchaseId(IDS.next());
        ProductId id = ProductId.parse(product).orElseThrow();
        UserId user = buyer == null ? null : Stall.idOf(buyer);
        Instant now = Instant.now();
        STALL.database.update("""
                INSERT INTO orders (id, buyer_id, email, state, total_amount, total_currency, link_hash, created_at)
                VALUES (?, ?, 'guest@example.com', 'paid', ?, 'USD', ?, ?)""", order, user, paid, new PurchaseToken(tokenOf(purchase.text())).hash(), now);
        STALL.database.update("""
                INSERT INTO order_lines
                    (order_id, position, product_id, store_id, seller_id, title, price_amount, price_currency, paid_amount)
                VALUES (?, 0, ?, ?, ?, 'X', ?, 'USD', ?)""", order, id, STORE, Stall.idOf("seller"), paid, paid);
        STALL.database.update("""
                INSERT INTO purchases (id, order_id, position, buyer_id, product_id, downloads_left, created_at)
                VALUES (?, ?, 0, ?, ?, 100, ?)""", purchase, order, user, id, now);
        return purchase.text();
    }

    private static String tokenOf(String purchase) {
        return "the token of " + purchase;
    }

    private static PurchaseId purchase(String text) {
        return PurchaseId.parse(text).orElseThrow();
    }

    private static ApiRequest on(String method, String purchase) {
        return ApiRequest.request(method, "/v1/purchases/{purchase_id}/review").path("purchase_id", purchase);
    }

    private static ApiRequest as(String buyer, String method, String purchase) {
        return Stall.as(buyer, method, "/v1/purchases/{purchase_id}/review").path("purchase_id", purchase);
    }

    private static ApiAnswer write(String buyer, String purchase, String json) {
        return STALL.ask(as(buyer, "PUT", purchase).json(json));
    }

    private static ApiAnswer get(String buyer, String purchase) {
        return STALL.ask(as(buyer, "GET", purchase));
    }

    private static ApiAnswer delete(String buyer, String purchase) {
        return STALL.ask(as(buyer, "DELETE", purchase));
    }

    private static ApiRequest toAnswer(String seller, String method, String review) {
        return Stall.as(seller, method, "/v1/reviews/{review_id}/answer").path("review_id", review);
    }

    private static ApiAnswer answer(String seller, String review, String text) {
        return STALL.ask(toAnswer(seller, "PUT", review).json("{\"text\": \"" + text.replace("\n", "\\n") + "\"}"));
    }

    private static ApiRequest reviewsOf(String product) {
        return ApiRequest.request("GET", "/v1/products/{product_id}/reviews").path("product_id", product);
    }

    private static ApiAnswer list(String product) {
        return STALL.ask(reviewsOf(product));
    }

    private static List<String> pages(String product, @Nullable String rating) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            ApiRequest request = reviewsOf(product).query("limit", "2");
            if (rating != null) {
                request = request.query("rating", rating);
            }
            ApiAnswer page = STALL.ask(cursor == null ? request : request.query("cursor", cursor));
            assertThat(page.status()).isEqualTo(200);
            page.json().path("items").forEach(each -> ids.add(each.path("id").asString()));
            cursor = page.json().has("next_cursor") ? page.text("next_cursor") : null;
        } while (cursor != null);
        return ids;
    }

    private static ApiRequest storesReviews(String seller, StoreId store) {
        return Stall.as(seller, "GET", "/v1/stores/{store}/reviews").path("store", store.text());
    }

    private static List<String> ofStore(String seller, StoreId store, @Nullable String answered) {
        ApiRequest request = storesReviews(seller, store);
        List<String> ids = new ArrayList<>();
        STALL.ask(answered == null ? request : request.query("answered", answered))
                .json()
                .path("items")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }

    private static String rating(String product) {
        return STALL.product(product).json().path("rating").toString();
    }
}
