package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Categories, tags, and addresses that survive a rename. */
class LabelsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void a_product_is_found_under_its_old_address_after_it_was_renamed() {
        String product = shop.product("Paper moon", 700, Shop.bytes("the moon"));
        String path = "/v1/stores/" + shop.slug + "/products/";
        String etag = souk.call("GET", path + "paper-moon").ok(200).header("ETag");
        souk.call("PATCH", "/v1/products/" + product)
                .bearer(shop.token)
                .header("If-Match", etag)
                .json(Json.write(Map.of(
                        "title",
                        "Silver moon",
                        "category_id",
                        "books-fiction",
                        "tags",
                        List.of("Night Sky", "night_sky"))))
                .ok(200);
        assertThat(souk.call("GET", path + "paper-moon").ok(302).header("Location"))
                .isEqualTo("silver-moon");
        Reply now = souk.call("GET", path + "silver-moon").ok(200);
        assertThat(now.text("id")).isEqualTo(product);
        assertThat(now.text("category_id")).isEqualTo("books-fiction");
        assertThat(now.json().path("tags").toString()).isEqualTo("[\"night-sky\"]");
        souk.call("GET", path + "no-such-product").wrong(404);
        souk.call("GET", "/v1/stores/no-such-store/products/silver-moon").wrong(404);
        souk.call("GET", path + "silver-moon").bearer("nonsense").wrong(401);
        assertThat(souk.call("GET", "/v1/categories")
                        .ok(200)
                        .json()
                        .path("items")
                        .toString())
                .contains("{\"id\":\"books-fiction\",\"parent_id\":\"books\",\"name\":\"Fiction\"}");
    }

    @Test
    void labels_that_are_not_right_are_named() {
        String product = shop.draft("Old moon", 700);
        String etag = souk.call("GET", "/v1/products/" + product)
                .bearer(shop.token)
                .ok(200)
                .header("ETag");
        Map<String, Object> wrong = Map.of("slug", "No slug", "tags", List.of("fine", "<b>"));
        assertThat(patch(product, etag).json(Json.write(wrong)).wrong(422).wrongFields())
                .containsExactlyInAnyOrder("slug", "tags[1]");
        assertThat(patch(product, etag)
                        .json("{\"category_id\": \"nonsense\"}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("category_id");
        shop.draft("New moon", 700);
        assertThat(patch(product, etag)
                        .json("{\"slug\": \"new-moon\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("slug_taken");
        assertThat(souk.call("POST", "/v1/products")
                        .bearer(shop.token)
                        .json(Json.write(Map.of(
                                "store_id",
                                shop.storeId,
                                "title",
                                "X",
                                "slug",
                                "new-moon",
                                "price",
                                Map.of("amount", 0, "currency", "USD"))))
                        .wrong(409)
                        .code())
                .isEqualTo("slug_taken");
    }

    private Call patch(String product, String etag) {
        return souk.call("PATCH", "/v1/products/" + product).bearer(shop.token).header("If-Match", etag);
    }
}
