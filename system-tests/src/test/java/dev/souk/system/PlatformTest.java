package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What those do who run the platform: fees, featured products, and who did what. That nobody else does is in the matrix. */
@Tag("any-mode")
class PlatformTest {
    private static final Target SOUK = Target.it();
    private static final String ADMIN = SOUK.token("admin");
    private static final int MOST_FEATURED = 50;

    @Test
    void a_fee_is_for_orders_that_are_placed_after_it_and_stands_in_the_log() {
        Shop shop = new Shop();
        String store = "/v1/admin/stores/" + shop.slug;
        Reply before = admin("GET", store).ok(200);
        assertThat(before.json().has("fee_basis_points")).isFalse();
        assertThat(before.text("contact_email")).isEqualTo(shop.email());
        String product = shop.product("Lantern", 1000, Shop.bytes("the goods"));
        Reply early = new Buyer().ordersAsGuest(product);

        Reply set = admin("PUT", store + "/fee").json("{\"basis_points\": 250}").ok(200);
        assertThat(set.json().path("fee_basis_points").asInt()).isEqualTo(250);
        admin("PUT", store + "/fee").json("{\"basis_points\": 250}").ok(200);
        Buyer buyer = new Buyer();
        Reply late = buyer.ordersAsGuest(product);
        buyer.pays(late, Buyer.GOOD_CARD);
        buyer.seesPaid(late);
        new Buyer().pays(early, Buyer.GOOD_CARD);
        assertThat(fee(shop, late)).isEqualTo(25);
        assertThat(fee(shop, early)).as("what was agreed when it was placed").isZero();

        assertThat(admin("PUT", store + "/fee")
                        .json("{\"basis_points\": 5001}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("basis_points");
        admin("DELETE", store + "/fee").ok(204);
        admin("DELETE", store + "/fee").ok(204);
        assertThat(admin("GET", store).ok(200).json().has("fee_basis_points")).isFalse();

        List<JsonNode> entries = log(Map.of("store", shop.slug));
        assertThat(entries.stream().map(entry -> entry.path("act").asString()))
                .as("each once, however often it was said")
                .filteredOn(act -> act.startsWith("platform."))
                .containsExactly("platform.fee_reset", "platform.fee_set");
        assertThat(entries.get(1).path("detail").asString()).isEqualTo("250 basis points");
        assertThat(entries.get(1).path("request_id").asString()).isEqualTo(set.header("X-Request-Id"));
        JsonNode sellers = SOUK.call("GET", "/v1/stores/" + shop.slug + "/audit-log")
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("items")
                .path(0);
        assertThat(sellers.path("act").asString()).isEqualTo("platform.fee_reset");
        assertThat(sellers.has("actor"))
                .as("which of the platform's people it was")
                .isFalse();
    }

    @Test
    void the_log_is_found_by_store_by_person_and_by_time() {
        Shop shop = new Shop();
        admin("PUT", "/v1/admin/stores/" + shop.slug + "/fee")
                .json("{\"basis_points\": 1}")
                .ok(200);
        String adminId = SOUK.call("GET", "/v1/me").bearer(ADMIN).ok(200).text("id");
        String sellerId = SOUK.call("GET", "/v1/me").bearer(shop.token).ok(200).text("id");
        assertThat(log(Map.of("store", shop.storeId))).hasSizeGreaterThan(1);
        assertThat(log(Map.of("store", shop.storeId, "actor", adminId))).hasSize(1);
        List<JsonNode> sellers = log(Map.of("actor", sellerId));
        assertThat(sellers)
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.path("store_id").asString()).isEqualTo(shop.storeId));
        String newest = sellers.getFirst().path("at").asString();
        assertThat(log(Map.of("actor", sellerId, "from", newest))).hasSize(1);
        assertThat(log(Map.of("actor", sellerId, "until", newest))).hasSize(sellers.size() - 1);
        assertThat(log(Map.of("store", "nobodys-store"))).isEmpty();
        for (Map.Entry<String, String> wrong : Map.of(
                        "actor", "somebody", "from", "today", "until", "1999-12-31T23:59:59Z")
                .entrySet()) {
            assertThat(admin("GET", "/v1/admin/audit-log")
                            .query(wrong.getKey(), wrong.getValue())
                            .wrong(400)
                            .wrongFields())
                    .containsExactly(wrong.getKey());
        }
    }

    @Test
    void what_the_platform_shows_first_is_shown_in_its_order() {
        Shop shop = new Shop();
        String one = shop.product("One", 100, Shop.bytes("one"));
        String two = shop.product("Two", 200, Shop.bytes("two"));
        String draft = shop.draft("Three", 300);
        feature(one, 1);
        feature(two, 50);
        assertThat(shown(shop)).containsExactly(one, two);
        feature(two, 1);
        feature(two, 1);
        feature(draft, 2);
        assertThat(shown(shop)).as("a draft is nobody's to see").containsExactly(two, one);
        assertThat(SOUK.call("GET", "/v1/products")
                        .query("featured", "true")
                        .query("store", shop.slug)
                        .query("sort", "newest")
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(two);
        List<JsonNode> all = new ArrayList<>();
        admin("GET", "/v1/admin/featured-products").ok(200).json().path("items").forEach(all::add);
        assertThat(all.stream().map(each -> each.path("product_id").asString()).toList())
                .containsSubsequence(two, draft, one);
        assertThat(all.get(1).path("for_sale").asBoolean()).isFalse();
        assertThat(all.stream().map(each -> each.path("position").asInt()).toList())
                .startsWith(1, 2, 3);
        for (String product : List.of(one, two, draft)) {
            admin("DELETE", "/v1/admin/featured-products/" + product).ok(204);
            admin("DELETE", "/v1/admin/featured-products/" + product).wrong(404);
        }
        assertThat(shown(shop)).isEmpty();
        assertThat(log(Map.of("store", shop.slug)).stream()
                        .map(entry -> entry.path("act").asString() + " "
                                + entry.path("subject").asString())
                        .filter(entry -> entry.endsWith(two)))
                .containsExactly(
                        "platform.product_unfeatured " + two,
                        "platform.product_featured " + two,
                        "platform.product_featured " + two);
    }

    @Test
    void not_everything_is_first() {
        Shop shop = new Shop();
        List<String> products = new ArrayList<>();
        int there = admin("GET", "/v1/admin/featured-products")
                .ok(200)
                .json()
                .path("items")
                .size();
        for (int i = there; i <= MOST_FEATURED; i++) {
            products.add(shop.draft("Draft " + i, 100));
        }
        String last = products.removeLast();
        products.forEach(product -> feature(product, MOST_FEATURED));
        assertThat(admin("PUT", "/v1/admin/featured-products/" + last)
                        .json("{\"position\": 1}")
                        .wrong(409)
                        .code())
                .isEqualTo("too_many_featured");
        feature(products.getFirst(), 2);
        products.forEach(product ->
                admin("DELETE", "/v1/admin/featured-products/" + product).ok(204));
        assertThat(admin("PUT", "/v1/admin/featured-products/" + last)
                        .json("{\"position\": 51}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("position");
    }

    private static void feature(String product, int position) {
        admin("PUT", "/v1/admin/featured-products/" + product)
                .json(Json.write(Map.of("position", position)))
                .ok(200);
    }

    /** What of the shop is shown first, in order. */
    private static List<String> shown(Shop shop) {
        List<String> ids = new ArrayList<>();
        SOUK.call("GET", "/v1/products")
                .query("featured", "true")
                .query("store", shop.slug)
                .ok(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return List.copyOf(ids);
    }

    private static long fee(Shop shop, Reply order) {
        return Target.await("the sale is there", () -> {
            Reply sale = SOUK.call("GET", "/v1/stores/" + shop.slug + "/sales/" + order.text("id"))
                    .bearer(shop.token)
                    .made();
            return sale.status() == 200
                    ? java.util.Optional.of(sale.json()
                            .path("amounts")
                            .path("fee")
                            .path("amount")
                            .asLong(-1))
                    : java.util.Optional.empty();
        });
    }

    /** All of it that fits, page by page. */
    private static List<JsonNode> log(Map<String, String> filter) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            Call call = admin("GET", "/v1/admin/audit-log").query("limit", "3");
            filter.forEach(call::query);
            JsonNode page = (cursor.isEmpty() ? call : call.query("cursor", cursor))
                    .ok(200)
                    .json();
            page.path("items").forEach(entries::add);
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return List.copyOf(entries);
    }

    private static Call admin(String method, String path) {
        return SOUK.call(method, path).bearer(ADMIN);
    }
}
