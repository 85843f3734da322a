package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding products: words, filters, facets, pages, and what is refused. */
class SearchTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();

    @Test
    void what_is_on_sale_is_found_by_its_words_also_by_a_misspelt_one_and_paged() {
        String word = "w" + Shop.unique().replace("-", "");
        List<String> products = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            products.add(shop.product("Quilt pattern " + word, 700 + i, Shop.bytes("a quilt " + i)));
        }
        shop.draft("Quilt draft " + word, 700);
        Reply first = souk.call("GET", "/v1/products")
                .query("q", "QUILTS " + word)
                .query("limit", "2")
                .query("facets", "true")
                .ok(200);
        Reply second = souk.call("GET", "/v1/products")
                .query("q", "QUILTS " + word)
                .query("limit", "2")
                .query("cursor", first.text("next_cursor"))
                .ok(200);
        List<String> found = new ArrayList<>(ids(first));
        found.addAll(ids(second));
        assertThat(found).containsExactlyInAnyOrderElementsOf(products);
        assertThat(first.json().path("facets").path("counted").asInt()).isEqualTo(3);
        Reply misspelt = souk.call("GET", "/v1/products")
                .query("q", "quitl " + word)
                .query("sort", "-price")
                .query("currency", "USD")
                .ok(200);
        assertThat(misspelt.text("searched_for")).isEqualTo("quilt " + word);
        assertThat(ids(misspelt)).containsExactly(products.get(2), products.get(1), products.get(0));
        assertThat(ids(souk.call("GET", "/v1/products")
                        .query("q", word)
                        .query("store", shop.slug)
                        .query("price_max", "700")
                        .query("currency", "USD")
                        .ok(200)))
                .containsExactly(products.get(0));
    }

    @Test
    void a_parameter_that_is_not_right_is_named() {
        for (String[] wrong : new String[][] {
            {"category", "nonsense"},
            {"tag", "!"},
            {"currency", "XXX"},
            {"rating_min", "6"},
            {"featured", "perhaps"},
            {"facets", "perhaps"},
            {"sort", "best"},
            {"cursor", "forged"},
            {"limit", "101"},
        }) {
            assertThat(souk.call("GET", "/v1/products")
                            .query(wrong[0], wrong[1])
                            .wrong(400)
                            .wrongFields())
                    .containsExactly(wrong[0]);
        }
        assertThat(souk.call("GET", "/v1/products")
                        .query("price_max", "5")
                        .wrong(400)
                        .wrongFields())
                .containsExactly("currency");
    }

    private static List<String> ids(Reply list) {
        List<String> ids = new ArrayList<>();
        list.json().path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }
}
