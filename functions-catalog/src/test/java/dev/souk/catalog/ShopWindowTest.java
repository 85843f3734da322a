package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopWindowTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_product_without_a_ready_file_is_not_published() {
        String id = STALL.drafted("seller", STORE, "Empty");
        ApiAnswer none = STALL.publish("seller", id);
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.code()).isEqualTo("no_ready_file");
        STALL.announce("seller", id, Bytes.of("announced only").announcement());
        assertThat(STALL.publish("seller", id).code()).isEqualTo("no_ready_file");
        assertThat(STALL.product(id).status()).isEqualTo(404);
        STALL.readyFile("seller", id);
        assertThat(STALL.publish("seller", id).status()).isEqualTo(200);
        assertThat(STALL.product(id).status()).isEqualTo(200);
    }

    @Test
    void publishing_again_or_five_times_at_once_is_publishing_once() {
        String id = STALL.drafted("seller", STORE, "Once");
        STALL.readyFile("seller", id);
        List<ApiAnswer> answers = AtOnce.by(5, _ -> STALL.publish("seller", id));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(answers)
                .extracting(ApiAnswer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.getFirst().header("ETag")).isEqualTo("\"v2\"");
        assertThat(answers.getFirst().text("published_at")).isNotEmpty();
        assertThat(STALL.publish("seller", id).body())
                .isEqualTo(answers.getFirst().body());
    }

    @Test
    void everybody_sees_of_a_published_product_what_buyers_need_and_its_owner_all() {
        String id = STALL.published("seller", STORE, "Seen");
        STALL.announce("seller", id, Bytes.of("not there yet").announcement());
        for (ApiAnswer seen : List.of(STALL.product(id), STALL.product("stranger", id))) {
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("ETag")).isEqualTo("\"v2\"");
            assertThat(seen.json().propertyNames())
                    .containsExactlyInAnyOrder(
                            "id",
                            "store",
                            "slug",
                            "title",
                            "description",
                            "description_html",
                            "price",
                            "pricing",
                            "state",
                            "tags",
                            "images",
                            "files",
                            "published_at");
            assertThat(seen.json().path("files")).hasSize(1);
            assertThat(seen.json().path("files").path(0).propertyNames())
                    .containsExactlyInAnyOrder("name", "size", "content_type", "version");
            assertThat(seen.text("store", "name")).isEqualTo("Store paper-lanterns");
        }
        ApiAnswer own = STALL.product("seller", id);
        assertThat(own.json().path("files")).hasSize(2);
        assertThat(own.json().path("files").path(1).path("state").asString()).isEqualTo("awaiting_upload");
        assertThat(STALL.ask(ApiRequest.request("GET", "/v1/products/{product_id}")
                                .path("product_id", id)
                                .bearer("nonsense"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void what_is_for_sale_is_listed_newest_first_and_drafts_are_not() {
        StoreId store = STALL.store("lister", "listed");
        String first = STALL.published("lister", store, "First");
        STALL.drafted("lister", store, "Draft");
        String second = STALL.published("lister", store, "Second");
        ApiAnswer answer = list("listed", 10, "");
        assertThat(ids(answer)).containsExactly(second, first);
        assertThat(answer.json().path("items").path(0).propertyNames())
                .containsExactlyInAnyOrder("id", "store", "slug", "title", "price", "pricing", "published_at");
        assertThat(answer.json().has("next_cursor")).isFalse();
        assertThat(list("nobodys-store", 10, "").body()).isEqualTo("{\"items\":[]}");
        assertThat(ids(STALL.ask(ApiRequest.request("GET", "/v1/products").query("limit", "100"))))
                .contains(first, second);
    }

    @Test
    void nothing_is_shown_twice_or_passed_over_while_others_publish() {
        StoreId store = STALL.store("busy", "busy-store");
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            before.addFirst(STALL.published("busy", store, "Before " + i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            ApiAnswer page = list("busy-store", 2, cursor);
            assertThat(page.status()).isEqualTo(200);
            seen.addAll(ids(page));
            cursor = page.text("next_cursor");
            STALL.published("busy", store, "Meanwhile");
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void products_published_in_the_same_moment_are_told_apart() {
        StoreId store = STALL.store("twin", "twins");
        for (int i = 0; i < 5; i++) {
            STALL.published("twin", store, "Twin " + i);
        }
        STALL.database.update("UPDATE products SET published_at = '2026-11-23 10:00:00' WHERE store_id = ?", store);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            ApiAnswer page = list("twins", 2, cursor);
            seen.addAll(ids(page));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5);
        assertThat(new HashSet<>(seen)).hasSize(5);
    }

    @Test
    void a_seller_lists_their_own_products_drafts_included() {
        StoreId store = STALL.store("owner", "owners");
        String published = STALL.published("owner", store, "Published");
        String draft = STALL.drafted("owner", store, "Draft");
        ApiRequest all = Stall.as("owner", "GET", "/v1/me/products");
        assertThat(ids(STALL.ask(all))).containsExactlyInAnyOrder(draft, published);
        assertThat(ids(STALL.ask(Stall.as("owner", "GET", "/v1/me/products").query("state", "draft"))))
                .containsExactly(draft);
        ApiAnswer ready = STALL.ask(Stall.as("owner", "GET", "/v1/me/products").query("state", "published"));
        assertThat(ids(ready)).containsExactly(published);
        assertThat(ready.json().path("items").path(0))
                .isEqualTo(STALL.product("owner", published).json());
        ApiAnswer first = STALL.ask(Stall.as("owner", "GET", "/v1/me/products").query("limit", "1"));
        ApiAnswer second = STALL.ask(Stall.as("owner", "GET", "/v1/me/products")
                .query("limit", "1")
                .query("cursor", first.text("next_cursor")));
        assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(ids(STALL.ask(Stall.as("stranger", "GET", "/v1/me/products"))))
                .isEmpty();
        assertThat(STALL.ask(ApiRequest.request("GET", "/v1/me/products")).status())
                .isEqualTo(401);
    }

    @Test
    void a_parameter_that_is_not_right_is_named() {
        StoreId store = STALL.store("pager", "paged");
        STALL.published("pager", store, "One");
        STALL.published("pager", store, "Two");
        String ofThisStore = list("paged", 1, "").text("next_cursor");
        assertThat(ofThisStore).isNotEmpty();
        assertWrong("cursor", ApiRequest.request("GET", "/v1/products").query("cursor", ofThisStore));
        assertWrong("cursor", ApiRequest.request("GET", "/v1/products").query("cursor", "forged"));
        assertWrong(
                "cursor",
                ApiRequest.request("GET", "/v1/products")
                        .query("store", "paged")
                        .query("cursor", ofThisStore.substring(1) + "A"));
        assertWrong("cursor", Stall.as("pager", "GET", "/v1/me/products").query("cursor", ofThisStore));
        assertWrong("limit", ApiRequest.request("GET", "/v1/products").query("limit", "101"));
        assertWrong("store", ApiRequest.request("GET", "/v1/products").query("store", "Not A Slug"));
        assertWrong("store", ApiRequest.request("GET", "/v1/products").query("store", "a-b", "c-d"));
        assertWrong("state", Stall.as("pager", "GET", "/v1/me/products").query("state", "sold"));
    }

    private static void assertWrong(String parameter, ApiRequest request) {
        ApiAnswer answer = STALL.ask(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(parameter);
    }

    private static ApiAnswer list(String store, int limit, String cursor) {
        ApiRequest request =
                ApiRequest.request("GET", "/v1/products").query("store", store).query("limit", String.valueOf(limit));
        return STALL.ask(cursor.isEmpty() ? request : request.query("cursor", cursor));
    }

    private static List<String> ids(ApiAnswer list) {
        List<String> ids = new ArrayList<>();
        list.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }
}
