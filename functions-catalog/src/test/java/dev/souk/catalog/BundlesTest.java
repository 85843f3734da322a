package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Products that give other products. */
class BundlesTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "bundles");

    private final String font = STALL.published("seller", STORE, "Font " + UUID.randomUUID());
    private final String icons = STALL.published("seller", STORE, "Icons " + UUID.randomUUID());
    private final String bundle = STALL.drafted("seller", STORE, "Bundle " + UUID.randomUUID());

    @Test
    void a_bundle_is_published_without_files_of_its_own_and_says_what_of_it_is_for_sale() {
        assertThat(STALL.publish("seller", bundle).code()).isEqualTo("no_ready_file");
        ApiAnswer filled = Stall.expect(200, gives(bundle, font, icons));
        assertThat(filled.json().path("contents"))
                .extracting(each -> each.path("product_id").asString())
                .containsExactly(font, icons);
        Stall.expect(200, STALL.publish("seller", bundle));
        assertThat(forSale()).containsExactly(true, true);
        STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/unpublish")
                .path("product_id", icons));
        assertThat(forSale()).containsExactly(true, false);
        assertThat(STALL.product(bundle).json().path("price").path("amount").asInt())
                .isEqualTo(1250);

        assertThat(gives(bundle).code()).isEqualTo("no_ready_file");
        Stall.expect(200, gives(bundle, icons));
        STALL.readyFile("seller", bundle);
        Stall.expect(200, gives(bundle));
        assertThat(STALL.product(bundle).json().has("contents")).isFalse();
    }

    @Test
    void a_part_in_variants_is_one_of_them() {
        String team = variant(font);
        assertThat(gives(bundle, font).wrongFields()).containsExactly("items[0].variant_id");
        assertThat(STALL.ask(contents(bundle, List.of(Map.of("product_id", icons, "variant_id", team))))
                        .wrongFields())
                .containsExactly("items[0].variant_id");
        ApiAnswer filled =
                Stall.expect(200, STALL.ask(contents(bundle, List.of(Map.of("product_id", font, "variant_id", team)))));
        assertThat(filled.json()
                        .path("contents")
                        .path(0)
                        .path("variant")
                        .path("name")
                        .asString())
                .isEqualTo("Team");
        Stall.expect(200, gives(bundle, icons));
        Stall.expect(200, STALL.publish("seller", bundle));
        variant(icons);
        assertThat(forSale())
                .as("nobody meant all of it once it is sold in variants")
                .containsExactly(false);
    }

    @Test
    void what_cannot_be_given_is_named() {
        StoreId other =
                STALL.store("seller", "other-" + UUID.randomUUID().toString().substring(0, 8));
        String elsewhere = STALL.published("seller", other, "Elsewhere");
        Stall.expect(200, gives(bundle, font));
        String second = STALL.drafted("seller", STORE, "Second " + UUID.randomUUID());
        for (String wrong : List.of(elsewhere, second, bundle, "prd_00000000000000000000000000", "x")) {
            assertThat(gives(second, icons, wrong).wrongFields()).containsExactly("items[1].product_id");
        }
        assertThat(gives(second, icons, icons).wrongFields()).containsExactly("items[1].product_id");
        assertThat(STALL.ask(contents(
                                second,
                                IntStream.range(0, 21)
                                        .mapToObj(_ -> Map.of("product_id", icons))
                                        .toList()))
                        .wrongFields())
                .containsExactly("items");
        assertThat(gives(font, icons).code()).isEqualTo("part_of_bundle");
        assertThat(offer(bundle).code()).isEqualTo("is_bundle");
        variant(second);
        assertThat(gives(second, icons).code()).isEqualTo("sold_in_variants");
        assertThat(STALL.ask(Stall.as("seller", "PUT", "/v1/products/{product_id}/contents")
                                .path("product_id", second)
                                .header("If-Match", "\"7\"")
                                .json("{\"items\": []}"))
                        .status())
                .isEqualTo(412);
        assertThat(STALL.ask(Stall.as("stranger", "PUT", "/v1/products/{product_id}/contents")
                                .path("product_id", second)
                                .header(
                                        "If-Match",
                                        STALL.product("seller", second).header("ETag"))
                                .json("{\"items\": []}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void two_that_are_to_give_each_other_at_once_do_not() {
        for (int round = 0; round < 5; round++) {
            String one = STALL.drafted("seller", STORE, "One " + UUID.randomUUID());
            String two = STALL.drafted("seller", STORE, "Two " + UUID.randomUUID());
            List<ApiAnswer> answers = AtOnce.by(2, i -> i == 0 ? gives(one, two) : gives(two, one));
            assertThat(answers).filteredOn(each -> each.status() == 200).hasSize(1);
        }
    }

    @Test
    void a_part_that_is_sold_in_variants_while_it_is_given_is_given_as_one_or_not_for_sale() {
        List<ApiAnswer> answers = AtOnce.by(2, i -> i == 0 ? gives(bundle, font) : offer(font));
        assertThat(answers.get(1).status()).isEqualTo(201);
        if (answers.get(0).status() == 200) {
            Stall.expect(200, STALL.publish("seller", bundle));
            assertThat(forSale()).containsExactly(false);
        } else {
            assertThat(answers.get(0).wrongFields()).containsExactly("items[0].variant_id");
        }
    }

    private List<Boolean> forSale() {
        return STALL.product(bundle)
                .json()
                .path("contents")
                .valueStream()
                .map(each -> each.path("for_sale").asBoolean())
                .toList();
    }

    private String variant(String product) {
        return Stall.expect(201, offer(product)).text("id");
    }

    private ApiAnswer offer(String product) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/variants")
                .path("product_id", product)
                .json("{\"name\": \"Team\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}"));
    }

    private ApiAnswer gives(String product, String... parts) {
        return STALL.ask(contents(
                product,
                Stream.of(parts).map(part -> Map.of("product_id", part)).toList()));
    }

    private ApiRequest contents(String product, List<Map<String, String>> items) {
        return Stall.as("seller", "PUT", "/v1/products/{product_id}/contents")
                .path("product_id", product)
                .header("If-Match", STALL.product("seller", product).header("ETag"))
                .json(Json.write(Map.of("items", items)));
    }
}
