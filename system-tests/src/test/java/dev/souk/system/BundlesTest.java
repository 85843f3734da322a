package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bundles, from what they give to what is given back. */
class BundlesTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String font = shop.product("Typeface", 1_250, Shop.bytes("the fonts"));
    private final String icons = shop.product("Icons", 900, Shop.bytes("the icons"));
    private final String bundle = shop.draft("Everything", 1_500);

    @Test
    void a_bundle_is_bought_as_one_thing_gives_the_files_of_its_parts_and_is_taken_back_as_a_whole() {
        String team = shop.variant(icons, "Team licence", 4_900);
        fill(bundle, Map.of("product_id", font), Map.of("product_id", icons, "variant_id", team))
                .ok(200);
        publish(bundle).ok(200);
        JsonNode page = souk.call("GET", "/v1/products/" + bundle).ok(200).json();
        assertThat(page.path("contents"))
                .extracting(each -> each.path("title").asString())
                .containsExactly("Typeface", "Icons");

        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(bundle);
        buyer.pays(order, Buyer.GOOD_CARD);
        JsonNode paid = buyer.seesPaid(order);
        assertThat(paid.path("items")).hasSize(1);
        assertThat(paid.path("items")
                        .path(0)
                        .path("contents")
                        .path(1)
                        .path("variant")
                        .path("name")
                        .asString())
                .isEqualTo("Team licence");
        JsonNode purchase = purchase(order);
        assertThat(purchase.path("contents")).hasSize(2);
        assertThat(purchase.path("files"))
                .extracting(each -> each.path("product_id").asString())
                .containsExactlyInAnyOrder(font, icons);
        for (JsonNode file : purchase.path("files")) {
            assertThat(download(order, file).ok(201).text("url"))
                    .satisfies(url -> assertThat(souk.send(HttpRequest.newBuilder(URI.create(url))
                                            .build())
                                    .body())
                            .isEqualTo(file.path("product_id").asString().equals(font) ? "the fonts" : "the icons"));
        }
        JsonNode sales =
                own("GET", "/v1/stores/" + shop.slug + "/sales").ok(200).json();
        assertThat(sales.path("items").path(0).path("items")).hasSize(1);
        assertThat(sales.path("items")
                        .path(0)
                        .path("items")
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("Everything");

        own("POST", "/v1/products/" + font + "/archive").ok(200);
        fill(bundle, Map.of("product_id", icons, "variant_id", team)).ok(200);
        assertThat(purchase(order).path("files")).hasSize(2);
        own("POST", "/v1/orders/" + order.text("id") + "/refunds")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{}")
                .ok(201);
        for (JsonNode file : purchase.path("files")) {
            assertThat(download(order, file).wrong(403).code()).isEqualTo("purchase_revoked");
        }
    }

    @Test
    void a_bundle_waits_for_its_parts_and_says_for_which() {
        fill(bundle, Map.of("product_id", font), Map.of("product_id", icons)).ok(200);
        publish(bundle).ok(200);
        own("POST", "/v1/products/" + icons + "/unpublish").ok(200);
        Reply refused = souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(new Buyer().cart(bundle))
                .wrong(409);
        assertThat(refused.code()).isEqualTo("part_not_for_sale");
        assertThat(refused.text("detail")).contains("Icons");
        assertThat(souk.call("GET", "/v1/products/" + bundle)
                        .ok(200)
                        .json()
                        .path("contents")
                        .path(1)
                        .path("for_sale")
                        .asBoolean())
                .isFalse();
        publish(icons).ok(200);
        new Buyer().ordersAsGuest(bundle);
    }

    @Test
    void what_cannot_be_bundled_says_why() {
        fill(bundle, Map.of("product_id", font)).ok(200);
        assertThat(fill(bundle, Map.of("product_id", bundle)).wrong(422).wrongFields())
                .containsExactly("items[0].product_id");
        assertThat(fill(font, Map.of("product_id", icons)).wrong(409).code()).isEqualTo("part_of_bundle");
        publish(bundle).ok(200);
        assertThat(fill(bundle).wrong(409).code()).isEqualTo("no_ready_file");
        assertThat(own("POST", "/v1/products/" + bundle + "/variants")
                        .json("{\"name\": \"Team\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}")
                        .wrong(409)
                        .code())
                .isEqualTo("is_bundle");
        String draft = shop.draft("Draft", 700);
        String variant = shop.variant(draft, "Team", 900);
        assertThat(fill(draft, Map.of("product_id", icons)).wrong(409).code()).isEqualTo("sold_in_variants");
        change(draft, variant, "{\"state\": \"retired\"}").ok(200);
        fill(draft, Map.of("product_id", icons)).ok(200);
        assertThat(change(draft, variant, "{\"state\": \"active\"}").wrong(409).code())
                .isEqualTo("is_bundle");
        assertThat(own("PUT", "/v1/products/" + draft + "/contents")
                        .header("If-Match", "\"1\"")
                        .json("{\"items\": []}")
                        .wrong(412)
                        .code())
                .isEqualTo("stale");
    }

    private Call own(String method, String path) {
        return souk.call(method, path).bearer(shop.token);
    }

    private Call publish(String product) {
        return own("POST", "/v1/products/" + product + "/publish");
    }

    @SafeVarargs
    private Call fill(String product, Map<String, String>... items) {
        return own("PUT", "/v1/products/" + product + "/contents")
                .header(
                        "If-Match",
                        own("GET", "/v1/products/" + product).ok(200).header("ETag"))
                .json(Json.write(Map.of("items", List.of(items))));
    }

    private Call change(String product, String variant, String json) {
        String path = "/v1/products/" + product + "/variants/" + variant;
        return own("PATCH", path)
                .header("If-Match", own("GET", path).ok(200).header("ETag"))
                .json(json);
    }

    private JsonNode purchase(Reply order) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
    }

    private Call download(Reply order, JsonNode file) {
        return souk.call("POST", "/v1/purchases/" + purchase(order).path("id").asString() + "/downloads")
                .header("Purchase-Token", order.text("purchase_token"))
                .json(Json.write(Map.of("file_id", file.path("id").asString())));
    }
}
