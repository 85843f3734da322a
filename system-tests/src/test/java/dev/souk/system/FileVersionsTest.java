package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** New versions of what was bought, and old ones that their seller takes back. */
class FileVersionsTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String product = shop.product("Lantern typeface", 0, Shop.bytes("the first"));
    private final String first = souk.call("GET", "/v1/products/" + product)
            .bearer(shop.token)
            .ok(200)
            .json()
            .path("files")
            .path(0)
            .path("id")
            .asString();

    @Test
    void buyers_get_the_newest_version_and_may_choose_the_ones_before() {
        Reply order = new Buyer().ordersAsGuest(product);
        String second = upload("typeface-2.pdf", "the second", first, "Cyrillic letters");
        JsonNode file = purchased(order).path("files").path(0);
        assertThat(file.path("id").asString()).isEqualTo(second);
        assertThat(file.path("version").asInt()).isEqualTo(2);
        assertThat(file.path("release_notes").asString()).isEqualTo("Cyrillic letters");
        assertThat(file.path("older_versions")).hasSize(1);
        assertThat(file.path("older_versions").path(0).path("id").asString()).isEqualTo(first);
        assertThat(downloads(order, second)).isEqualTo("the second");
        assertThat(downloads(order, first)).isEqualTo("the first");
        JsonNode page =
                souk.call("GET", "/v1/products/" + product).ok(200).json().path("files");
        assertThat(page).hasSize(1);
        assertThat(page.path(0).path("release_notes").asString()).isEqualTo("Cyrillic letters");
    }

    @Test
    void fault_35_what_was_withdrawn_stays_with_who_ordered_before() {
        Reply before = new Buyer().ordersAsGuest(product);
        assertThat(withdraw(first).wrong(409).code()).isEqualTo("last_file");
        String second = upload("typeface-2.pdf", "the second", first, "");
        withdraw(first).ok(204);
        withdraw(first).ok(204);
        Reply after = new Buyer().ordersAsGuest(product);
        assertThat(downloads(before, first)).isEqualTo("the first");
        assertThat(purchased(after).path("files").path(0).has("older_versions")).isFalse();
        assertThat(souk.call(
                                "POST",
                                "/v1/purchases/" + purchased(after).path("id").asString() + "/downloads")
                        .header("Purchase-Token", after.text("purchase_token"))
                        .json("{\"file_id\": \"" + first + "\"}")
                        .wrong(422)
                        .code())
                .isEqualTo("unknown_file");
        assertThat(downloads(after, second)).isEqualTo("the second");

        souk.call("POST", "/v1/products/" + product + "/archive")
                .bearer(shop.token)
                .ok(200);
        assertThat(downloads(before, first)).isEqualTo("the first");
    }

    @Test
    void a_version_is_of_a_file_of_the_same_product() {
        String draft = shop.draft("Another", 0);
        Reply refused = announce(draft, "x.pdf", "x", first, "").wrong(422);
        assertThat(refused.wrongFields()).containsExactly("replaces");
        assertThat(announce(product, "x.pdf", "x", first, "n".repeat(5_001))
                        .wrong(422)
                        .wrongFields())
                .containsExactly("release_notes");
    }

    private JsonNode purchased(Reply order) {
        return souk.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0);
    }

    private String downloads(Reply order, String file) {
        String url = souk.call(
                        "POST", "/v1/purchases/" + purchased(order).path("id").asString() + "/downloads")
                .header("Purchase-Token", order.text("purchase_token"))
                .json("{\"file_id\": \"" + file + "\"}")
                .ok(201)
                .text("url");
        return souk.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(url))
                        .build())
                .body();
    }

    private Call withdraw(String file) {
        return souk.call("DELETE", "/v1/products/" + product + "/files/" + file).bearer(shop.token);
    }

    private Call announce(String of, String name, String text, String replaces, String notes) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("size", text.length());
        file.put("content_type", "application/pdf");
        file.put("sha256", Shop.sha256(Shop.bytes(text)));
        file.put("replaces", replaces);
        file.put("release_notes", notes);
        return souk.call("POST", "/v1/products/" + of + "/files")
                .bearer(shop.token)
                .json(Json.write(file));
    }

    private String upload(String name, String text, String replaces, String notes) {
        JsonNode announced =
                announce(product, name, text, replaces, notes).ok(201).json();
        String id = announced.path("file").path("id").asString();
        assertThat(shop.put(announced.path("upload"), Shop.bytes(text)).statusCode())
                .isEqualTo(200);
        var _ = Target.await(
                "the version is ready",
                () -> Optional.of(shop.complete(product, id).ok(200).text("state"))
                        .filter("ready"::equals));
        return id;
    }
}
