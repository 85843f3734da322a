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

/** What is sold in variants, from its offer to its refund. */
class VariantsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String product = shop.product("Lantern typeface", 9_900, Shop.bytes("the fonts"));

    @Test
    void a_variant_is_offered_bought_paid_for_downloaded_and_refunded_under_its_name() throws Exception {
        String personal = shop.variant(product, "Personal licence", 1_250);
        String team = shop.variant(product, "Team licence", 4_900);
        JsonNode page = souk.call("GET", "/v1/products/" + product).ok(200).json();
        assertThat(page.path("price").path("amount").asInt()).isEqualTo(1_250);
        assertThat(page.path("price_from").asBoolean()).isTrue();
        assertThat(page.path("variants"))
                .extracting(each -> each.path("id").asString())
                .containsExactly(personal, team);

        Buyer buyer = new Buyer();
        Reply order = order(buyer, product, team, 4_900).ok(201);
        buyer.pays(order, Buyer.GOOD_CARD);
        JsonNode paid = buyer.seesPaid(order);
        assertThat(paid.path("items").path(0).path("variant").path("name").asString())
                .isEqualTo("Team licence");
        String mail = buyer.getsMail();
        assertThat(mail).contains("Lantern typeface (Team licence)");
        assertThat(buyer.downloads(Buyer.tokenIn(mail)).body()).isEqualTo(Shop.bytes("the fonts"));
        JsonNode sale = own("GET", "/v1/stores/" + shop.slug + "/sales/" + order.text("id"))
                .ok(200)
                .json();
        assertThat(sale.path("lines").path(0).path("variant").path("id").asString())
                .isEqualTo(team);
        JsonNode sales =
                own("GET", "/v1/stores/" + shop.slug + "/sales").ok(200).json();
        assertThat(sales.path("items")
                        .path(0)
                        .path("items")
                        .path(0)
                        .path("variant")
                        .path("name")
                        .asString())
                .isEqualTo("Team licence");

        change(team, "{\"name\": \"Company licence\", \"state\": \"retired\"}").ok(200);
        assertThat(purchase(order).path("variant").path("name").asString()).isEqualTo("Team licence");
        own("POST", "/v1/orders/" + order.text("id") + "/refunds")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{}")
                .ok(201);
        assertThat(buyer.reads(order).ok(200).text("state")).isEqualTo("refunded");
    }

    @Test
    void a_buyer_keeps_the_files_of_the_variant_whatever_it_gives_later() {
        String sample = upload("sample.pdf", "a sample");
        String variant = own("POST", "/v1/products/" + product + "/variants")
                .json(Json.write(Map.of(
                        "name",
                        "Sampler",
                        "price",
                        Map.of("amount", 0, "currency", "USD"),
                        "file_ids",
                        List.of(sample))))
                .ok(201)
                .text("id");
        Buyer buyer = new Buyer();
        Reply order = order(buyer, product, variant, 0).ok(201);
        assertThat(names(order)).containsExactly("sample.pdf");
        String others = own("GET", "/v1/products/" + product)
                .ok(200)
                .json()
                .path("files")
                .path(0)
                .path("id")
                .asString();
        change(variant, "{\"file_ids\": [\"" + others + "\"]}").ok(200);
        assertThat(names(order)).contains("sample.pdf").hasSize(2);
        assertThat(names(order(new Buyer(), product, variant, 0).ok(201)))
                .hasSize(1)
                .doesNotContain("sample.pdf");
        assertThat(souk.call(
                                "POST",
                                "/v1/purchases/" + purchase(order).path("id").asString() + "/downloads")
                        .header("Purchase-Token", order.text("purchase_token"))
                        .json("{\"file_id\": \"" + sample + "\"}")
                        .ok(201)
                        .text("url"))
                .satisfies(url -> assertThat(souk.send(
                                        HttpRequest.newBuilder(URI.create(url)).build())
                                .body())
                        .isEqualTo("a sample"));
    }

    @Test
    void what_cannot_be_ordered_says_why() {
        String personal = shop.variant(product, "Personal", 1_250);
        String team = shop.variant(product, "Team", 4_900);
        Reply without = order(new Buyer(), product, null, 1_250).wrong(422);
        assertThat(without.code()).isEqualTo("variant_required");
        assertThat(without.wrongFields()).containsExactly("items[0].variant_id");
        change(team, "{\"state\": \"retired\"}").ok(200);
        Reply retired = order(new Buyer(), product, team, 4_900).wrong(409);
        assertThat(retired.code()).isEqualTo("variant_not_for_sale");
        String other = shop.product("Another", 700, Shop.bytes("another"));
        assertThat(order(new Buyer(), other, personal, 1_250).wrong(409).code()).isEqualTo("variant_not_for_sale");
        change(personal, "{\"price\": {\"amount\": 1500, \"currency\": \"USD\"}}")
                .ok(200);
        assertThat(order(new Buyer(), product, personal, 1_250).wrong(409).code())
                .isEqualTo("price_changed");
    }

    @Test
    void what_cannot_be_offered_says_why() {
        String team = shop.variant(product, "Team", 4_900);
        assertThat(change(team, "{\"state\": \"retired\"}").wrong(409).code()).isEqualTo("last_variant");
        String waiting = shop.announce(product, "later.pdf", Shop.bytes("later"))
                .path("file")
                .path("id")
                .asString();
        assertThat(change(team, "{\"file_ids\": [\"" + waiting + "\"]}")
                        .wrong(409)
                        .code())
                .isEqualTo("no_ready_file");
        assertThat(own("POST", "/v1/products/" + product + "/variants")
                        .json(Json.write(Map.of(
                                "name",
                                "Later",
                                "price",
                                Map.of("amount", 900, "currency", "USD"),
                                "file_ids",
                                List.of(waiting))))
                        .wrong(409)
                        .code())
                .isEqualTo("no_ready_file");
        for (int i = 1; i < 20; i++) {
            shop.variant(product, "Variant " + i, 900);
        }
        assertThat(own("POST", "/v1/products/" + product + "/variants")
                        .json("{\"name\": \"One more\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}")
                        .wrong(409)
                        .code())
                .isEqualTo("too_many_variants");
        change(team, "{\"state\": \"retired\"}").ok(200);
        shop.variant(product, "One more", 900);
        assertThat(change(team, "{\"state\": \"active\"}").wrong(409).code()).isEqualTo("too_many_variants");
        assertThat(own("PATCH", "/v1/products/" + product + "/variants/" + team)
                        .header("If-Match", "\"1\"")
                        .json("{\"position\": 3}")
                        .wrong(412)
                        .code())
                .isEqualTo("stale");
        assertThat(own("POST", "/v1/products/" + product + "/variants")
                        .json("{\"name\": \"\", \"price\": {\"amount\": 20, \"currency\": \"USD\"}}")
                        .wrong(422)
                        .wrongFields())
                .containsExactlyInAnyOrder("name", "price.amount");
        assertThat(own("POST", "/v1/products/" + product + "/variants")
                        .header("Idempotency-Key", "k".repeat(300))
                        .json("{\"name\": \"One\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}")
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_idempotency_key");
        Call keyed = own("POST", "/v1/products/" + shop.draft("Draft", 700) + "/variants")
                .header("Idempotency-Key", "variant-" + product);
        keyed.json("{\"name\": \"One\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}")
                .ok(201);
        assertThat(own("POST", "/v1/products/" + product + "/variants")
                        .header("Idempotency-Key", "variant-" + product)
                        .json("{\"name\": \"Two\", \"price\": {\"amount\": 900, \"currency\": \"USD\"}}")
                        .wrong(422)
                        .code())
                .isEqualTo("idempotency_key_reused");
    }

    private Call own(String method, String path) {
        return souk.call(method, path).bearer(shop.token);
    }

    private Call change(String variant, String json) {
        String path = "/v1/products/" + product + "/variants/" + variant;
        return own("PATCH", path)
                .header("If-Match", own("GET", path).ok(200).header("ETag"))
                .json(json);
    }

    private Call order(Buyer buyer, String of, @org.jspecify.annotations.Nullable String variant, long amount) {
        Map<String, Object> item = new java.util.LinkedHashMap<>();
        item.put("product_id", of);
        item.put("price", Map.of("amount", amount, "currency", "USD"));
        if (variant != null) {
            item.put("variant_id", variant);
        }
        return souk.call("POST", "/v1/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json(Json.write(Map.of("items", List.of(item), "email", buyer.email)));
    }

    private JsonNode purchase(Reply order) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
    }

    private List<String> names(Reply order) {
        return purchase(order)
                .path("files")
                .valueStream()
                .map(file -> file.path("name").asString())
                .toList();
    }

    private String upload(String name, String text) {
        shop.upload(product, name, Shop.bytes(text));
        JsonNode files = own("GET", "/v1/products/" + product).ok(200).json().path("files");
        return files.path(files.size() - 1).path("id").asString();
    }
}
