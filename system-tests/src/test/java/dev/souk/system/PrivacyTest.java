package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is another's does not exist. */
class PrivacyTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String stranger = souk.token("stranger-" + Shop.unique());

    @Test
    void anothers_draft_cannot_be_read_edited_filled_or_published() {
        String draft = shop.draft("A draft", 700);
        souk.call("GET", "/v1/products/" + draft).bearer(stranger).wrong(404);
        souk.call("PATCH", "/v1/products/" + draft)
                .bearer(stranger)
                .header("If-Match", "\"v1\"")
                .json("{\"title\":\"Mine now\"}")
                .wrong(404);
        souk.call("POST", "/v1/products/" + draft + "/files")
                .bearer(stranger)
                .json(Json.write(Map.of(
                        "name",
                        "x.pdf",
                        "size",
                        1,
                        "content_type",
                        "application/pdf",
                        "sha256",
                        Shop.sha256(Shop.bytes("x")))))
                .wrong(404);
        souk.call("POST", "/v1/products/" + draft + "/publish").bearer(stranger).wrong(404);
        assertThat(souk.call("GET", "/v1/products/" + draft)
                        .bearer(shop.token)
                        .ok(200)
                        .text("title"))
                .isEqualTo("A draft");
    }

    @Test
    void nothing_can_be_sold_in_anothers_store() {
        souk.call("POST", "/v1/products")
                .bearer(stranger)
                .json(Json.write(Map.of(
                        "store_id",
                        shop.storeId,
                        "title",
                        "Not mine",
                        "price",
                        Map.of("amount", 700, "currency", "USD"))))
                .wrong(422);
        souk.call("PATCH", "/v1/stores/" + shop.slug)
                .bearer(stranger)
                .header("If-Match", "\"v1\"")
                .json("{\"name\":\"Mine now\"}")
                .wrong(404);
    }

    @Test
    void anothers_order_and_purchase_do_not_exist() {
        String product = shop.product("A sample", 0, Shop.bytes("x"));
        Buyer buyer = new Buyer();
        String token = souk.token(buyer.name);
        Reply order = buyer.ordersSignedIn(product, token);
        String purchase = order.json().path("items").path(0).path("purchase_id").asString();
        Reply others = new Buyer().ordersAsGuest(product);

        souk.call("GET", "/v1/orders/" + order.text("id")).bearer(stranger).wrong(404);
        souk.call("GET", "/v1/orders/" + order.text("id"))
                .header("Purchase-Token", others.text("purchase_token"))
                .wrong(404);
        souk.call("GET", "/v1/orders/" + order.text("id")).wrong(401);
        souk.call("GET", "/v1/purchases/" + purchase).bearer(stranger).wrong(404);
        souk.call("POST", "/v1/purchases/" + purchase + "/downloads")
                .bearer(stranger)
                .json("{\"file_id\":\"fil_00000000000000000000000000\"}")
                .wrong(404);
        assertThat(souk.call("GET", "/v1/purchases")
                        .bearer(stranger)
                        .ok(200)
                        .json()
                        .path("items"))
                .isEmpty();
        souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", "A".repeat(43))
                .wrong(401);
        souk.call("GET", "/v1/purchases/" + purchase).bearer(token).ok(200);
    }

    @Test
    void a_store_shows_the_public_no_address() {
        Reply store = souk.call("GET", "/v1/stores/" + shop.slug).ok(200);
        assertThat(store.body()).doesNotContain(shop.email()).doesNotContain("contact_email");
    }
}
