package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.PurchaseId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "finders");

    @Test
    void what_has_all_words_is_found_in_title_tags_or_description_and_in_that_order() {
        String described = product("Zebra", "A wombat and a quokka.", 100);
        String titled = product("The wombat quokka album of many pictures", "", 100);
        String shorter = product("Wombat quokka", "", 100);
        String tagged = product("Yak", "", 100, "tags", List.of("wombat", "quokka"));
        product("Wombat", "alone", 100);
        assertThat(ids(find("q", "quokka wombat"))).containsExactly(tagged, shorter, titled, described);
        assertThat(ids(find("q", "quokka wombat", "sort", "newest")))
                .containsExactly(tagged, shorter, titled, described);
        assertThat(ids(find("q", "wombat alone", "sort", "newest"))).hasSize(1);
        assertThat(ids(find("q", "quokka zebra wombat"))).containsExactly(described);
        assertThat(ids(find("q", "quokka wombat numbat"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UI kit, ui",
        "The a of to, of",
        "C++ by heart, c++",
        "Café Über, uber cafe",
        "Fifty templates, template",
        "One template more, templates",
        "日本語の本, 日本",
        "Привет мир, ПРИВЕТ",
        "Don't stop, dont",
        "Handwriting, handwr",
    })
    void words_are_found_as_people_write_them(String title, String q) {
        String id = product(title, "", 0);
        assertThat(ids(find("q", q))).contains(id);
    }

    @Test
    void three_letters_are_the_beginning_of_a_word_and_two_are_a_word() {
        String id = product("Zymurgy", "", 100);
        assertThat(ids(find("q", "zym"))).containsExactly(id);
        assertThat(ids(find("q", "zy"))).isEmpty();
        assertThat(ids(find("q", "zym "))).as("somebody has gone on").isEmpty();
    }

    @Test
    void nothing_in_what_people_type_is_an_operator_or_breaks_a_statement() {
        String plain = product("Marmalade jar", "", 100);
        for (String q : List.of(
                "+marmalade",
                "-marmalade",
                "\"marmalade\"",
                "marmalade*",
                "(marmalade)",
                "~marmalade",
                "<marmalade>",
                "marmalade @5",
                "%marmalade_",
                "'marmalade\\",
                "marmalade; DROP TABLE products",
                "marmalade -jar")) {
            ApiAnswer answer = find("q", q);
            assertThat(answer.status()).as(q).isEqualTo(200);
            if (!q.contains("DROP") && !q.contains("5")) {
                assertThat(ids(answer)).as(q).contains(plain);
            }
        }
        Random random = new Random(17);
        String signs = "+-><()~*\"'@\\%_ \t\u0000\u00e9\u0301\u65e5\ud83d\ude00aZ9qq;:#&|^$\n\u200f";
        for (int round = 0; round < 300; round++) {
            StringBuilder q = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                q.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(find("q", q.toString()).status()).as(q.toString()).isEqualTo(200);
        }
        assertThat(find("q", "").json().path("items")).isEmpty();
        assertThat(find("q", "x".repeat(201)).wrongFields()).containsExactly("q");
    }

    @Test
    void a_word_with_a_slip_of_the_keys_is_taken_for_the_one_that_something_has() {
        String id = product("Kaleidoscope pictures", "", 100);
        for (String slip : List.of("kaleidoscop", "kaleidosccope", "kaleidoskope", "kaleidosocpe")) {
            ApiAnswer answer = find("q", slip + " pictures ");
            assertThat(ids(answer)).as(slip).containsExactly(id);
            assertThat(answer.text("searched_for")).isEqualTo("kaleidoscope picture");
        }
        assertThat(find("q", "kaleidoscope").json().has("searched_for")).isFalse();
        assertThat(ids(find("q", "kalaidoskop "))).as("two slips").isEmpty();
        Stall.expect(
                200,
                STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/unpublish")
                        .path("product_id", id)));
        assertThat(ids(find("q", "kaleidoscop ")))
                .as("what nothing on sale has is no correction")
                .isEmpty();
    }

    @Test
    void pages_of_a_correction_go_on_with_it() {
        for (int i = 0; i < 5; i++) {
            product("Xylophone number " + i, "", 100);
        }
        List<String> seen = walk(2, () -> product("Xylophone too", "", 100), "q", "xylophne number ", "facets", "true");
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void only_what_is_on_sale_is_found() {
        String draft = drafted("Pangolin", "", 100, Map.of());
        assertThat(ids(find("q", "pangolin"))).isEmpty();
        STALL.readyFile("seller", draft);
        Stall.expect(200, STALL.publish("seller", draft));
        assertThat(ids(find("q", "pangolin"))).containsExactly(draft);
        Stall.expect(200, STALL.edit("seller", draft, "\"v2\"", "{\"title\": \"Aardvark\", \"tags\": [\"termites\"]}"));
        assertThat(ids(find("q", "pangolin"))).isEmpty();
        assertThat(ids(find("q", "aardvark termites"))).containsExactly(draft);
        Stall.expect(
                200,
                STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/archive")
                        .path("product_id", draft)));
        assertThat(ids(find("q", "aardvark"))).isEmpty();
        assertThat(ids(find("tag", "termites"))).isEmpty();

        String later = drafted("Okapi", "", 100, Map.of());
        STALL.readyFile("seller", later);
        Stall.expect(
                200,
                STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/publish")
                        .path("product_id", later)
                        .json(Json.write(Map.of(
                                "publish_at",
                                Instant.now().plus(Duration.ofDays(1)).toString())))));
        assertThat(ids(find("q", "okapi"))).isEmpty();
        STALL.database.update(
                "UPDATE listings SET on_sale_from = NOW(6) - INTERVAL 1 DAY WHERE product_id = ?",
                ProductId.parse(later));
        assertThat(ids(find("q", "okapi"))).containsExactly(later);
    }

    @Test
    void filters_narrow_and_facets_count() {
        StoreId store = STALL.store("filterer", "filtered");
        String free = as(
                "filterer",
                store,
                "Filter one",
                0,
                Map.of("category_id", "fonts-serif", "tags", List.of("red", "blue")));
        String cheap = as("filterer", store, "Filter two", 900, Map.of("category_id", "fonts", "tags", List.of("red")));
        String dear = as("filterer", store, "Filter three", 20_000, Map.of("category_id", "books-fiction"));
        STALL.database.update("UPDATE listings SET rating = 450 WHERE product_id = ?", ProductId.parse(cheap));
        STALL.database.update("UPDATE listings SET rating = 399 WHERE product_id = ?", ProductId.parse(dear));
        assertThat(ids(find("store", "filtered", "category", "fonts"))).containsExactly(cheap, free);
        assertThat(ids(find("store", "filtered", "category", "fonts-serif"))).containsExactly(free);
        assertThat(ids(find("store", "filtered", "tag", "#RED"))).containsExactly(cheap, free);
        assertThat(ids(find("store", "filtered", "currency", "USD", "price_min", "1", "price_max", "900")))
                .containsExactly(cheap);
        assertThat(ids(find("store", "filtered", "currency", "EUR"))).isEmpty();
        assertThat(ids(find("store", "filtered", "rating_min", "4"))).containsExactly(cheap);
        assertThat(ids(find("store", "filtered", "currency", "USD", "sort", "price")))
                .containsExactly(free, cheap, dear);
        assertThat(ids(find("store", "filtered", "currency", "USD", "sort", "-price")))
                .containsExactly(dear, cheap, free);
        assertThat(ids(find("store", "filtered", "sort", "rating"))).containsExactly(cheap, dear, free);
        assertThat(ids(find("store", "filtered", "featured", "true"))).isEmpty();
        STALL.database.update(
                "INSERT INTO featured_products (product_id, since) VALUES (?, NOW(6))", ProductId.parse(dear));
        assertThat(ids(find("store", "filtered", "featured", "true"))).containsExactly(dear);
        assertThat(find("store", "filtered", "facets", "true", "q", "filter")
                        .json()
                        .path("facets")
                        .toString())
                .isEqualTo(
                        "{\"categories\":[{\"value\":\"books-fiction\",\"products\":1},{\"value\":\"fonts\",\"products\":1},"
                                + "{\"value\":\"fonts-serif\",\"products\":1}],\"tags\":[{\"value\":\"red\",\"products\":2},"
                                + "{\"value\":\"blue\",\"products\":1}],\"prices\":[{\"from\":{\"amount\":0,\"currency\":\"USD\"},"
                                + "\"below\":{\"amount\":1,\"currency\":\"USD\"},\"products\":1},{\"from\":{\"amount\":1,\"currency\":\"USD\"},"
                                + "\"below\":{\"amount\":1000,\"currency\":\"USD\"},\"products\":1},{\"from\":{\"amount\":10000,\"currency\":\"USD\"},"
                                + "\"products\":1}],\"counted\":3,\"complete\":true}");
    }

    @Test
    void facets_count_what_every_filter_finds_and_the_tags_that_most_have() {
        StoreId store = STALL.store("counter", "counted");
        List<String> products = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            List<String> tags = i < 2 ? List.of("often", "tag-" + i) : List.of("tag-" + i);
            products.add(as("counter", store, "Counted " + i, 900, Map.of("category_id", "fonts-serif", "tags", tags)));
        }
        STALL.database.update(
                "UPDATE listings SET price_currency = 'EUR', rating = 450 WHERE product_id = ?",
                ProductId.parse(products.getFirst()));
        assertThat(facets("tags"))
                .as("the first 20 of 26")
                .startsWith("often=2", "tag-0=1", "tag-1=1", "tag-10=1")
                .hasSize(20);
        assertThat(facets("prices")).containsExactly("EUR=1", "USD=24");
        assertThat(facets("categories", "category", "fonts")).containsExactly("fonts-serif=25");
        assertThat(facets("categories", "category", "fonts-serif")).containsExactly("fonts-serif=25");
        assertThat(facets("categories", "tag", "often")).containsExactly("fonts-serif=2");
        assertThat(facets("categories", "currency", "EUR")).containsExactly("fonts-serif=1");
        assertThat(facets("categories", "rating_min", "4")).containsExactly("fonts-serif=1");
        assertThat(find("currency", "EUR", "facets", "true")
                        .json()
                        .at("/facets/tags")
                        .toString())
                .contains("often");
        assertThat(find("rating_min", "4", "facets", "true")
                        .json()
                        .at("/facets/tags")
                        .toString())
                .contains("often");
    }

    /** What is counted in the store, as {@code value=products}; of prices by currency. */
    private static List<String> facets(String of, String... filters) {
        List<String> parameters = new ArrayList<>(List.of("store", "counted", "facets", "true"));
        parameters.addAll(List.of(filters));
        List<String> counts = new ArrayList<>();
        find(parameters.toArray(String[]::new)).json().path("facets").path(of).forEach(each -> {
            String value = of.equals("prices")
                    ? each.at("/from/currency").asString()
                    : each.path("value").asString();
            counts.add(value + "=" + each.path("products").intValue());
        });
        return counts;
    }

    @Test
    void a_page_neither_repeats_nor_hides_what_was_there_before_whatever_is_published_meanwhile() {
        StoreId store = STALL.store("walker", "walked");
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            before.add(as("walker", store, "Walking stick " + "of oak ".repeat(i % 3), 100 + i % 3, Map.of()));
        }
        for (List<String> sort : List.of(
                List.of("sort", "relevance", "q", "walking"),
                List.of("sort", "newest"),
                List.of("sort", "price", "currency", "USD"),
                List.of("sort", "-price", "currency", "USD"),
                List.of("sort", "rating"),
                List.of("sort", "trending"))) {
            List<String> parameters = new ArrayList<>(List.of("store", "walked"));
            parameters.addAll(sort);
            List<String> seen = walk(
                    2,
                    () -> as("walker", store, "Walking meanwhile", 101, Map.of()),
                    parameters.toArray(String[]::new));
            assertThat(seen).as(sort.toString()).doesNotHaveDuplicates().containsAll(before);
            List<String> old = new ArrayList<>(seen);
            old.retainAll(new HashSet<>(before));
            assertThat(old).hasSameSizeAs(before);
        }
    }

    @Test
    void trends_are_what_was_sold_lately_and_a_late_refund_counts_out() {
        StoreId store = STALL.store("trender", "trending");
        String much = as("trender", store, "Sold much", 100, Map.of());
        String little = as("trender", store, "Sold little", 100, Map.of());
        String never = as("trender", store, "Sold never", 100, Map.of());
        PurchaseId refunded = sold(much, 3, 100);
        sold(much, 3, 100);
        sold(little, 1, 100);
        sold(never, 40, 100);
        sold(never, 1, 0);
        sweep();
        assertThat(ids(find("store", "trending", "sort", "trending"))).containsExactly(much, little, never);
        STALL.database.update("UPDATE purchases SET revoked_at = NOW(6) WHERE id = ?", refunded);
        sold(little, 2, 100);
        sweep();
        assertThat(ids(find("store", "trending", "sort", "trending"))).containsExactly(little, much, never);
    }

    @Test
    void what_others_changed_is_found_after_the_next_sweep() {
        String id = product("Ocelot", "", 100);
        STALL.database.update("DELETE FROM listing_terms WHERE product_id = ?", ProductId.parse(id));
        STALL.database.update("UPDATE listings SET product_version = 0 WHERE product_id = ?", ProductId.parse(id));
        assertThat(ids(find("q", "ocelot"))).isEmpty();
        sweep();
        assertThat(ids(find("q", "ocelot"))).containsExactly(id);
        STALL.database.update(
                "UPDATE products SET state = 'archived', version = version + 1, updated_at = NOW(6) WHERE id = ?",
                ProductId.parse(id));
        sweep();
        assertThat(ids(find("q", "ocelot"))).isEmpty();
    }

    @Test
    void a_parameter_that_is_not_right_is_named() {
        for (String[] wrong : new String[][] {
            {"category", "nonsense"},
            {"tag", "<b>"},
            {"currency", "XXX"},
            {"price_min", "-1", "currency", "USD"},
            {"price_max", "1e9", "currency", "USD"},
            {"rating_min", "6"},
            {"featured", "perhaps"},
            {"sort", "featured"},
            {"facets", "1"},
            {"sort", "best"},
            {"sort", "relevance"},
        }) {
            assertThat(find(wrong).wrongFields()).as(wrong[0]).containsExactly(wrong[0]);
        }
        assertThat(find("sort", "price").wrongFields()).containsExactly("currency");
        assertThat(find("price_max", "5").wrongFields()).containsExactly("currency");
        product("Numbat one", "", 100);
        product("Numbat two", "", 100);
        String cursor = find("q", "numbat", "limit", "1").text("next_cursor");
        assertThat(find("q", "numba", "limit", "1", "cursor", cursor).wrongFields())
                .containsExactly("cursor");
    }

    private static void sweep() {
        STALL.sweeper(Clock.systemUTC())
                .handleRequest(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new FakeContext());
    }

    /** As the purchases' functions would have written it. */
    private static PurchaseId sold(String product, int daysAgo, long paid) {
        OrderId order = new OrderId(UUID.randomUUID());
        PurchaseId purchase = new PurchaseId(UUID.randomUUID());
        ProductId id = ProductId.parse(product).orElseThrow();
        Instant at = Instant.now().minus(Duration.ofDays(daysAgo));
        STALL.database.update("""
                INSERT INTO orders (id, email, state, total_amount, total_currency, link_hash, created_at)
                VALUES (?, 'guest@example.com', 'paid', ?, 'USD', UNHEX(SHA2(?, 256)), ?)""", order, paid, order.text(), at);
        STALL.database.update("""
                INSERT INTO order_lines
                    (order_id, position, product_id, store_id, seller_id, title, price_amount, price_currency, paid_amount, sold_at)
                VALUES (?, 0, ?, ?, ?, 'X', ?, 'USD', ?, ?)""", order, id, STORE, Stall.idOf("seller"), paid, paid, at);
        STALL.database.update("""
                INSERT INTO purchases (id, order_id, position, product_id, downloads_left, created_at)
                VALUES (?, ?, 0, ?, 100, ?)""", purchase, order, id, at);
        return purchase;
    }

    private interface Meanwhile {
        String happens();
    }

    private static List<String> walk(int limit, Meanwhile meanwhile, String... parameters) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int most = 40;
        do {
            List<String> all = new ArrayList<>(List.of(parameters));
            all.addAll(List.of("limit", String.valueOf(limit)));
            if (!cursor.isEmpty()) {
                all.addAll(List.of("cursor", cursor));
            }
            ApiAnswer page = find(all.toArray(String[]::new));
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            seen.addAll(ids(page));
            cursor = page.text("next_cursor");
            if (most > 36) {
                meanwhile.happens();
            }
        } while (!cursor.isEmpty() && --most > 0);
        return seen;
    }

    private static String product(String title, String description, long amount, Object... more) {
        Map<String, Object> labels = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            labels.put((String) more[i], more[i + 1]);
        }
        String id = drafted(title, description, amount, labels);
        STALL.readyFile("seller", id);
        Stall.expect(200, STALL.publish("seller", id));
        return id;
    }

    private static String drafted(String title, String description, long amount, Map<String, Object> labels) {
        return draft("seller", STORE, title, description, amount, labels);
    }

    private static String as(String seller, StoreId store, String title, long amount, Map<String, Object> labels) {
        String id = draft(seller, store, title, "", amount, labels);
        STALL.readyFile(seller, id);
        Stall.expect(200, STALL.publish(seller, id));
        return id;
    }

    private static String draft(
            String seller, StoreId store, String title, String description, long amount, Map<String, Object> labels) {
        Map<String, Object> body = new LinkedHashMap<>(labels);
        body.put("store_id", store.text());
        body.put("title", title);
        body.put("description", description);
        body.put("price", Map.of("amount", amount, "currency", "USD"));
        return Stall.expect(201, STALL.draft(seller, Json.write(body))).text("id");
    }

    private static ApiAnswer find(String... parameters) {
        ApiRequest request = ApiRequest.request("GET", "/v1/products");
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.query(parameters[i], parameters[i + 1]);
        }
        return STALL.ask(request);
    }

    private static List<String> ids(ApiAnswer list) {
        List<String> ids = new ArrayList<>();
        list.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }
}
