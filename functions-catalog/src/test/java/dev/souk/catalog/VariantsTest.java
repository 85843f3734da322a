package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.VariantId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Products that are sold in variants. */
class VariantsTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "variants");

    private final String product = STALL.drafted("seller", STORE, "Lantern typeface " + UUID.randomUUID());

    @Test
    void a_product_in_variants_has_the_price_of_its_cheapest_everywhere() {
        STALL.readyFile("seller", product);
        Stall.expect(200, STALL.publish("seller", product));
        assertThat(STALL.product(product).json().has("variants")).isFalse();
        assertThat(STALL.product(product).json().has("price_from")).isFalse();

        String team = offered("Team licence", 4900, "");
        String personal = offered("Personal licence", 900, ", \"position\": 1, \"description\": \"For one.\"");
        JsonNode page = STALL.product(product).json();
        assertThat(page.path("variants"))
                .extracting(each -> each.path("name").asString())
                .containsExactly("Team licence", "Personal licence");
        assertThat(page.path("price").path("amount").asInt()).isEqualTo(900);
        assertThat(page.path("price_from").asBoolean()).isTrue();
        assertThat(page.path("variants").path(0).has("position")).isFalse();
        JsonNode own = STALL.product("seller", product).json();
        assertThat(own.path("price").path("amount").asInt()).isEqualTo(1250);
        assertThat(own.path("variants").path(0).path("position").asInt()).isEqualTo(1);
        JsonNode listed = listed();
        assertThat(listed.path("price").path("amount").asInt()).isEqualTo(900);
        assertThat(listed.path("price_from").asBoolean()).isTrue();
        assertThat(listed.path("pricing").asString()).isEqualTo("fixed");

        Stall.expect(200, change(personal, "{\"state\": \"retired\"}"));
        assertThat(listed().path("price").path("amount").asInt()).isEqualTo(4900);
        assertThat(STALL.product(product).json().path("variants")).hasSize(1);
        assertThat(STALL.product("seller", product).json().path("variants")).hasSize(2);
        assertThat(change(team, "{\"state\": \"retired\"}").code()).isEqualTo("last_variant");
        Stall.expect(200, change(personal, "{\"state\": \"active\", \"pricing\": \"pay_what_you_want\"}"));
        assertThat(listed().path("pricing").asString()).isEqualTo("pay_what_you_want");
        assertThat(STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/unpublish")
                                .path("product_id", product))
                        .status())
                .isEqualTo(200);
        Stall.expect(200, change(personal, "{\"state\": \"retired\"}"));
        Stall.expect(200, change(team, "{\"state\": \"retired\"}"));
        Stall.expect(200, STALL.publish("seller", product));
        assertThat(listed().path("price").path("amount").asInt()).isEqualTo(1250);
        assertThat(listed().has("price_from")).isFalse();
    }

    @Test
    void of_many_who_offer_variants_at_once_twenty_are_heard() {
        List<ApiAnswer> answers = AtOnce.by(23, i -> offer("Variant " + i, 900 + i, ""));
        assertThat(answers).filteredOn(each -> each.status() == 201).hasSize(20);
        assertThat(answers)
                .filteredOn(each -> each.status() != 201)
                .extracting(ApiAnswer::code)
                .containsOnly("too_many_variants");
        String first = STALL.product("seller", product)
                .json()
                .path("variants")
                .path(0)
                .path("id")
                .asString();
        Stall.expect(200, change(first, "{\"state\": \"retired\"}"));
        String next = offered("One more", 900, "");
        assertThat(change(first, "{\"state\": \"active\"}").code()).isEqualTo("too_many_variants");
        Stall.expect(200, change(next, "{\"state\": \"retired\"}"));
        Stall.expect(200, change(first, "{\"state\": \"active\"}"));
    }

    @Test
    void retired_ones_stay_and_count() {
        STALL.database.update(
                """
                INSERT INTO product_variants (id, product_id, name, description, price_amount, price_currency, pay_what_you_want, position,
                                              state, all_files, version, created_at, updated_at)
                SELECT f.id, p.id, 'Old', '', 900, 'USD', FALSE, 1, 'retired', TRUE, 1, NOW(6), NOW(6)
                FROM products p JOIN (%s) f WHERE p.id = ?""".formatted(String.join(
                        " UNION ALL ",
                        IntStream.range(0, 100)
                                .mapToObj(_ -> "SELECT UNHEX('"
                                        + UUID.randomUUID().toString().replace("-", "") + "') AS id")
                                .toList())),
                ProductId.parse(product).orElseThrow());
        ApiAnswer refused = offer("One more", 900, "");
        assertThat(refused.code()).isEqualTo("too_many_variants");
        assertThat(refused.text("detail")).contains("100");
    }

    @Test
    void two_who_change_the_same_variant_do_not_undo_each_other() {
        String variant = offered("Personal", 900, "");
        String etag = STALL.ask(one("seller", "GET", variant)).header("ETag");
        List<ApiAnswer> answers = AtOnce.by(
                2,
                i -> change(variant, etag, "{\"price\": {\"amount\": %d, \"currency\": \"USD\"}}".formatted(1000 + i)));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void of_two_who_retire_the_last_two_of_what_is_for_sale_one_is_told_no() {
        STALL.readyFile("seller", product);
        Stall.expect(200, STALL.publish("seller", product));
        List<String> both = List.of(offered("One", 900, ""), offered("Two", 900, ""));
        assertThat(AtOnce.by(2, i -> change(both.get(i), "{\"state\": \"retired\"}")))
                .extracting(ApiAnswer::status)
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void what_is_for_sale_always_gives_something_to_download() {
        String file = STALL.readyFile("seller", product);
        String waiting = Stall.expect(
                        201,
                        STALL.announce(
                                "seller", product, Bytes.of("not there yet").announcement()))
                .text("file", "id");
        String variant = offered("Sampler", 900, ", \"file_ids\": [\"" + waiting + "\"]");
        assertThat(STALL.publish("seller", product).code()).isEqualTo("no_ready_file");
        Stall.expect(200, change(variant, "{\"file_ids\": [\"" + file + "\"]}"));
        Stall.expect(200, STALL.publish("seller", product));
        assertThat(change(variant, "{\"file_ids\": [\"" + waiting + "\"]}").code())
                .isEqualTo("no_ready_file");
        assertThat(offer("Another", 900, ", \"file_ids\": [\"" + waiting + "\"]")
                        .code())
                .isEqualTo("no_ready_file");
        assertThat(STALL.product(product).json().path("variants").path(0).path("files"))
                .hasSize(1);
        assertThat(STALL.ask(Stall.as("seller", "DELETE", "/v1/products/{product_id}/files/{file_id}")
                                .path("product_id", product)
                                .path("file_id", file))
                        .code())
                .isEqualTo("last_file");
    }

    @Test
    void a_file_that_a_variant_gave_is_noted_as_given_until_then() {
        String first = STALL.readyFile("seller", product);
        String variant = offered("Everything", 900, "");
        String second = Stall.expect(
                        201,
                        STALL.announce("seller", product, Bytes.of("second").announcement()))
                .text("file", "id");
        assertThat(gives(variant)).containsExactly("all");
        Stall.expect(200, change(variant, "{\"file_ids\": [\"" + second + "\"]}"));
        assertThat(gives(variant)).containsExactlyInAnyOrder("given until", "given");
        Stall.expect(200, change(variant, "{\"file_ids\": [\"" + first + "\", \"" + second + "\"]}"));
        assertThat(gives(variant)).containsExactly("given", "given");
        ApiAnswer all = Stall.expect(200, change(variant, "{\"file_ids\": []}"));
        assertThat(all.json().has("file_ids")).isFalse();
        assertThat(gives(variant)).contains("all");
    }

    @Test
    void a_variant_is_in_the_currency_of_its_product() {
        assertThat(offer("Euro", 900, "", "EUR").wrongFields()).containsExactly("price.currency");
        offered("Dollar", 900, "");
        STALL.database.update("UPDATE stores SET currency = 'EUR' WHERE id = ?", STORE);
        try {
            ApiAnswer refused = STALL.edit(
                    "seller",
                    product,
                    STALL.product("seller", product).header("ETag"),
                    "{\"price\": {\"amount\": 900, \"currency\": \"EUR\"}}");
            assertThat(refused.wrongFields()).containsExactly("price.currency");
            assertThat(refused.text("detail")).contains("variants");
        } finally {
            STALL.database.update("UPDATE stores SET currency = 'USD' WHERE id = ?", STORE);
        }
    }

    @Test
    void what_is_wrong_is_named() {
        String other = STALL.readyFile("seller", STALL.drafted("seller", STORE, "Another"));
        assertThat(offer("x".repeat(81), 20, ", \"position\": 101, \"file_ids\": [\"y\"], \"pricing\": \"z\"")
                        .wrongFields())
                .containsExactlyInAnyOrder("name", "price.amount", "position", "file_ids[0]", "pricing");
        assertThat(offer("Other", 900, ", \"file_ids\": [\"" + other + "\"]").wrongFields())
                .containsExactly("file_ids[0]");
        assertThat(offer("Suggests", 900, ", \"suggested_price\": {\"amount\": 1000, \"currency\": \"USD\"}")
                        .wrongFields())
                .containsExactly("suggested_price");
        String variant = offered("Right", 900, "");
        assertThat(change(variant, "{}").status()).isEqualTo(422);
        assertThat(change(variant, "{\"state\": \"gone\"}").wrongFields()).containsExactly("state");
        assertThat(change(variant, "\"7\"", "{\"position\": 2}").status()).isEqualTo(412);
        assertThat(STALL.ask(one("stranger", "GET", variant)).status()).isEqualTo(404);
        assertThat(STALL.ask(one("seller", "GET", new VariantId(UUID.randomUUID()).text()))
                        .status())
                .isEqualTo(404);
        String elsewhere = STALL.drafted("seller", STORE, "Elsewhere");
        assertThat(STALL.ask(Stall.as("seller", "GET", "/v1/products/{product_id}/variants/{variant_id}")
                                .path("product_id", elsewhere)
                                .path("variant_id", variant))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_same_request_sent_again_offers_one() {
        List<ApiAnswer> answers = AtOnce.by(
                3,
                _ -> STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/variants")
                        .path("product_id", product)
                        .header("Idempotency-Key", "one-" + product)
                        .json(Json.write(Map.of("name", "Once", "price", Map.of("amount", 900, "currency", "USD"))))));
        assertThat(answers).extracting(ApiAnswer::status).isSubsetOf(201, 409).contains(201);
        assertThat(STALL.product("seller", product).json().path("variants")).hasSize(1);
    }

    private JsonNode listed() {
        ApiAnswer found = STALL.ask(
                ApiRequest.request("GET", "/v1/products").query("q", product()).query("store", "variants"));
        return Stall.expect(200, found).json().path("items").path(0);
    }

    private String product() {
        return STALL.product("seller", product).text("title");
    }

    private List<String> gives(String variant) {
        return STALL
                .database
                .query(
                        "SELECT all_files, line_id, removed_at FROM variant_deliverables WHERE variant_id = ?",
                        row -> Stream.of(
                                row.flag("all_files")
                                        ? "all"
                                        : row.findInstant("removed_at").isPresent() ? "given until" : "given"),
                        VariantId.parse(variant).orElseThrow())
                .stream()
                .flatMap(each -> each)
                .toList();
    }

    private String offered(String name, long amount, String more) {
        return Stall.expect(201, offer(name, amount, more)).text("id");
    }

    private ApiAnswer offer(String name, long amount, String more) {
        return offer(name, amount, more, "USD");
    }

    private ApiAnswer offer(String name, long amount, String more, String currency) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/products/{product_id}/variants")
                .path("product_id", product)
                .json("""
                        {"name": "%s", "price": {"amount": %d, "currency": "%s"}%s}""".formatted(name, amount, currency, more)));
    }

    private ApiAnswer change(String variant, String json) {
        return change(variant, STALL.ask(one("seller", "GET", variant)).header("ETag"), json);
    }

    private ApiAnswer change(String variant, String etag, String json) {
        return STALL.ask(
                one("seller", "PATCH", variant).header("If-Match", etag).json(json));
    }

    private ApiRequest one(String who, String method, String variant) {
        return Stall.as(who, method, "/v1/products/{product_id}/variants/{variant_id}")
                .path("product_id", product)
                .path("variant_id", variant);
    }
}
