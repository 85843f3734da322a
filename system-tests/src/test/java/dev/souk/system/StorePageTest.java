package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a store's page says, and a store whose seller is away. */
@Tag("any-mode")
class StorePageTest {
    private static final Target SOUK = Target.it();
    private static final Shop SHOP = new Shop();
    private static final String STORE = "/v1/stores/" + SHOP.slug;

    @Test
    void a_page_says_who_sells_and_where_they_are_found_besides() {
        edit("""
                {"seller_name": "Noor", "avatar_url": "https://pictures.example.com/noor.png",
                 "links": [{"title": "Specimens", "url": "https://specimens.example.com/?a=b"}]}""").ok(200);
        JsonNode page = SOUK.call("GET", STORE).ok(200).json();
        assertThat(page.path("seller_name").asString()).isEqualTo("Noor");
        assertThat(page.path("avatar_url").asString()).isEqualTo("https://pictures.example.com/noor.png");
        assertThat(page.path("links").path(0).path("url").asString()).isEqualTo("https://specimens.example.com/?a=b");

        edit("{\"description\": \"*New*\"}").ok(200);
        assertThat(SOUK.call("GET", STORE).ok(200).text("seller_name"))
                .as("stays")
                .isEqualTo("Noor");
        edit("{\"seller_name\": \"\", \"avatar_url\": \"\", \"links\": []}").ok(200);
        JsonNode bare = SOUK.call("GET", STORE).ok(200).json();
        assertThat(bare.has("seller_name")).isFalse();
        assertThat(bare.has("avatar_url")).isFalse();
        assertThat(bare.path("links").isEmpty()).isTrue();
    }

    @Test
    void what_leads_nowhere_safe_is_no_link() {
        for (String url : new String[] {
            "http://specimens.example.com",
            "javascript:alert(1)",
            "https://",
            "https://127.0.0.1/",
            "https://intranet/",
            "https://me:secret@example.com/",
            "https://example.com/ space",
            "https://ex\u00e4mple.com",
            "https://example.com/" + "a".repeat(500)
        }) {
            assertThat(edit("{\"links\": [{\"title\": \"x\", \"url\": \"" + url + "\"}], \"avatar_url\": \"" + url
                                    + "\"}")
                            .wrong(422)
                            .wrongFields())
                    .as(url)
                    .containsExactlyInAnyOrder("avatar_url", "links[0].url");
        }
        assertThat(edit("{\"links\": [" + "{\"title\": \"x\", \"url\": \"https://example.com\"},".repeat(10)
                                + "{\"title\": \"x\", \"url\": \"https://example.com\"}]}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("links");
        assertThat(edit("{\"links\": [{\"url\": \"https://example.com\"}]}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("links[0].title");
    }

    @Test
    void nothing_of_a_store_on_vacation_is_ordered_and_what_was_is_paid_and_downloaded() {
        Shop shop = new Shop();
        String store = "/v1/stores/" + shop.slug;
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        Buyer early = new Buyer();
        Reply order = early.ordersAsGuest(product);

        SOUK.call("PUT", store + "/vacation")
                .bearer(shop.token)
                .json("{\"message\": \"Gone skiing\", \"returns_on\": \"2027-01-07\"}")
                .ok(200);
        JsonNode away = SOUK.call("GET", store).ok(200).json().path("vacation");
        assertThat(away.path("message").asString()).isEqualTo("Gone skiing");
        assertThat(away.path("returns_on").asString()).isEqualTo("2027-01-07");
        SOUK.call("GET", "/v1/products/" + product).ok(200);
        assertThat(SOUK.call("GET", "/v1/products")
                        .query("store", shop.slug)
                        .ok(200)
                        .body())
                .contains(product);
        Reply refused = order(product).wrong(409);
        assertThat(refused.code()).isEqualTo("store_on_vacation");
        assertThat(refused.wrongFields()).containsExactly("items[0].product_id");

        early.pays(order, Buyer.GOOD_CARD);
        early.seesPaid(order);

        Reply again = SOUK.call("PUT", store + "/vacation")
                .bearer(shop.token)
                .json("{}")
                .ok(200);
        assertThat(again.text("since"))
                .as("the same one")
                .isEqualTo(away.path("since").asString());
        assertThat(again.json().has("message")).isFalse();
        SOUK.call("DELETE", store + "/vacation").bearer(shop.token).ok(204);
        SOUK.call("DELETE", store + "/vacation").bearer(shop.token).ok(204);
        assertThat(SOUK.call("GET", store).ok(200).json().has("vacation")).isFalse();
        order(product).ok(201);
    }

    @Test
    void a_vacation_ends_on_a_day_that_there_is() {
        assertThat(SOUK.call("PUT", STORE + "/vacation")
                        .bearer(SHOP.token)
                        .json("{\"returns_on\": \"2027-02-30\", \"message\": \"" + "x".repeat(501) + "\"}")
                        .wrong(422)
                        .wrongFields())
                .containsExactlyInAnyOrder("message", "returns_on");
    }

    private static Call edit(String json) {
        return SOUK.call("PATCH", STORE)
                .bearer(SHOP.token)
                .header("If-Match", SOUK.call("GET", STORE).ok(200).header("ETag"))
                .json(json);
    }

    private static Call order(String product) {
        return SOUK.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{\"email\": \"shopper@example.com\", \"items\": [{\"product_id\": \"" + product + "\"}]}");
    }
}
