package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "labelled");

    @ParameterizedTest
    @CsvSource({
        "Lantern Typeface, lantern-typeface",
        "'  Über-Fonts! (2nd edition)', uber-fonts-2nd-edition",
        "Straße nach Ærø, strasse-nach-aero",
        "Don’t panic, dont-panic",
        "灯籠, product",
        "---, product",
    })
    void a_title_makes_a_slug(String title, String slug) {
        assertThat(Slug.of(title).text()).isEqualTo(slug);
    }

    @Test
    void a_long_title_makes_a_slug_that_ends_with_a_word() {
        assertThat(Slug.of("word ".repeat(40)).text())
                .hasSizeLessThanOrEqualTo(60)
                .endsWith("-word");
        assertThat(Slug.of("x".repeat(200)).text()).hasSize(60);
    }

    @Test
    void a_product_is_found_by_the_slug_of_its_title_and_under_old_ones_after_it_was_renamed() {
        String id = STALL.published("seller", STORE, "Paper moon");
        assertThat(find("labelled", "paper-moon").text("id")).isEqualTo(id);
        assertThat(find(STORE.text(), "paper-moon").text("id")).isEqualTo(id);

        ApiAnswer renamed = STALL.edit("seller", id, "\"v2\"", "{\"title\": \"Silver moon\"}");
        assertThat(renamed.text("slug")).isEqualTo("silver-moon");
        assertThat(find("labelled", "silver-moon").text("title")).isEqualTo("Silver moon");
        ApiAnswer old = find("labelled", "paper-moon");
        assertThat(old.status()).isEqualTo(302);
        assertThat(old.header("Location")).isEqualTo("silver-moon");

        assertThat(STALL.edit("seller", id, "\"v3\"", "{\"title\": \"Paper moon\"}")
                        .text("slug"))
                .as("a product gets its own old one back")
                .isEqualTo("paper-moon");
        assertThat(find("labelled", "paper-moon").status()).isEqualTo(200);
        assertThat(find("labelled", "silver-moon").header("Location")).isEqualTo("paper-moon");
    }

    @Test
    void a_slug_that_was_chosen_stays_when_the_title_changes() {
        String id = STALL.published("seller", STORE, "A first title");
        assertThat(STALL.edit("seller", id, "\"v2\"", "{\"slug\": \"mine\"}").text("slug"))
                .isEqualTo("mine");
        assertThat(STALL.edit("seller", id, "\"v3\"", "{\"title\": \"Another\"}")
                        .text("slug"))
                .isEqualTo("mine");
        assertThat(find("labelled", "a-first-title").header("Location")).isEqualTo("mine");
    }

    @Test
    void a_slug_once_used_is_given_to_no_other_product_of_the_store_and_may_be_used_in_another() {
        String first = STALL.drafted("seller", STORE, "Once mine");
        STALL.edit("seller", first, "\"v1\"", "{\"title\": \"Renamed\"}");
        ApiAnswer second = STALL.draft("seller", body(STORE, "Once mine", ""));
        assertThat(second.text("slug")).isEqualTo("once-mine-2");
        ApiAnswer wanted = STALL.edit("seller", second.text("id"), "\"v1\"", "{\"slug\": \"once-mine\"}");
        assertThat(wanted.status()).isEqualTo(409);
        assertThat(wanted.code()).isEqualTo("slug_taken");
        assertThat(STALL.product("seller", second.text("id")).header("ETag"))
                .as("nothing of the edit was kept")
                .isEqualTo("\"v1\"");
        assertThat(STALL.draft("seller", body(STORE, "X", ", \"slug\": \"once-mine\""))
                        .code())
                .isEqualTo("slug_taken");
        StoreId other = STALL.store("neighbour", "next-door");
        assertThat(STALL.draft("neighbour", body(other, "Once mine", "")).text("slug"))
                .isEqualTo("once-mine");
    }

    @Test
    void of_many_products_drafted_at_once_under_one_title_each_has_an_address() {
        List<ApiAnswer> answers = AtOnce.by(12, _ -> STALL.draft("seller", body(STORE, "Twelve", "")));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.text("slug")).distinct())
                .hasSize(12);
        for (ApiAnswer answer : answers) {
            assertThat(ownBySlug(answer.text("slug")).text("id")).isEqualTo(answer.text("id"));
        }
        List<ApiAnswer> chosen = AtOnce.by(6, _ -> STALL.draft("seller", body(STORE, "X", ", \"slug\": \"only-one\"")));
        assertThat(chosen.stream().map(ApiAnswer::status).sorted()).containsExactly(201, 409, 409, 409, 409, 409);
    }

    @Test
    void who_may_not_act_for_a_store_takes_no_address_in_it() {
        ApiAnswer refused = STALL.draft("stranger", body(STORE, "Squatter", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(STALL.draft("seller", body(STORE, "Squatter", "")).text("slug"))
                .isEqualTo("squatter");
    }

    @Test
    void a_draft_is_found_by_its_address_by_those_who_sell_it_only() {
        String id = STALL.drafted("seller", STORE, "Secret plan");
        assertThat(find("labelled", "secret-plan").status()).isEqualTo(404);
        assertThat(ownBySlug("secret-plan").text("id")).isEqualTo(id);
        STALL.edit("seller", id, "\"v1\"", "{\"title\": \"Other plan\"}");
        assertThat(find("labelled", "secret-plan").status())
                .as("nor its new one")
                .isEqualTo(404);
        assertThat(find("labelled", "No Slug").status()).isEqualTo(404);
        assertThat(find("no-such-store", "secret-plan").status()).isEqualTo(404);
    }

    @Test
    void tags_that_people_write_alike_are_one() {
        ApiAnswer drafted = STALL.draft(
                "seller",
                body(STORE, "Tagged", ", \"tags\": [\"#Pixel Art\", \"pixel_art\", \"C++\", \"ＷＩＤＥ\", \"日本\"]"));
        assertThat(drafted.json().path("tags").toString()).isEqualTo("[\"pixel-art\",\"c++\",\"wide\",\"日本\"]");
        String id = drafted.text("id");
        assertThat(STALL.edit("seller", id, "\"v1\"", "{\"tags\": []}").json().path("tags"))
                .isEmpty();
        String eleven = String.join(
                ",",
                Stream.iterate(1, i -> i + 1)
                        .limit(11)
                        .map(i -> "\"t" + i + "\"")
                        .toList());
        assertThat(STALL.edit("seller", id, "\"v2\"", "{\"tags\": [" + eleven + "]}")
                        .wrongFields())
                .containsExactly("tags");
        assertThat(STALL.edit(
                                "seller",
                                id,
                                "\"v2\"",
                                "{\"tags\": [\"fine\", \"<b>\", \"" + "x".repeat(31) + "\", \"+\"]}")
                        .wrongFields())
                .containsExactly("tags[1]", "tags[2]", "tags[3]");
        String longest = String.join(
                ",",
                Stream.iterate(1, i -> i + 1)
                        .limit(10)
                        .map(i -> "\"" + "𝔞".repeat(1) + "語".repeat(28) + (i % 10) + "\"")
                        .toList());
        assertThat(STALL.edit("seller", id, "\"v2\"", "{\"tags\": [" + longest + "]}")
                        .json()
                        .path("tags"))
                .hasSize(10);
    }

    @Test
    void a_category_is_one_of_the_platforms_and_can_be_taken_away() {
        ApiAnswer all = STALL.ask(ApiRequest.request("GET", "/v1/categories"));
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().path("items").path(0).toString()).isEqualTo("{\"id\":\"fonts\",\"name\":\"Fonts\"}");
        assertThat(all.json().path("items").path(1).toString())
                .isEqualTo("{\"id\":\"fonts-sans-serif\",\"parent_id\":\"fonts\",\"name\":\"Sans serif\"}");
        ApiAnswer drafted = STALL.draft("seller", body(STORE, "Placed", ", \"category_id\": \"fonts-display\""));
        assertThat(drafted.text("category_id")).isEqualTo("fonts-display");
        assertThat(STALL.draft("seller", body(STORE, "X", ", \"category_id\": \"nonsense\""))
                        .wrongFields())
                .containsExactly("category_id");
        assertThat(STALL.edit("seller", drafted.text("id"), "\"v1\"", "{\"category_id\": \"nonsense\"}")
                        .wrongFields())
                .containsExactly("category_id");
        assertThat(STALL.edit("seller", drafted.text("id"), "\"v1\"", "{\"category_id\": \"\"}")
                        .json()
                        .has("category_id"))
                .isFalse();
    }

    @Test
    void a_slug_that_is_none_is_named() {
        for (String slug : List.of("", "-a", "a-", "A", "a b", "ä", "x".repeat(81))) {
            assertThat(STALL.draft("seller", body(STORE, "X", ", \"slug\": \"" + slug + "\""))
                            .wrongFields())
                    .as(slug)
                    .containsExactly("slug");
        }
    }

    @Test
    void a_draft_that_is_asked_for_again_with_its_key_keeps_its_address() {
        String key = UUID.randomUUID().toString();
        ApiRequest request = Stall.as("seller", "POST", "/v1/products")
                .header("Idempotency-Key", key)
                .json(body(STORE, "Again", ""));
        assertThat(STALL.ask(request).text("slug")).isEqualTo("again");
        assertThat(STALL.ask(request).text("slug")).isEqualTo("again");
    }

    private static String body(StoreId store, String title, String more) {
        return "{\"store_id\": \"%s\", \"title\": \"%s\", \"price\": {\"amount\": 0, \"currency\": \"USD\"}%s}"
                .formatted(store.text(), title, more);
    }

    private static ApiAnswer find(String store, String slug) {
        return STALL.ask(ApiRequest.request("GET", "/v1/stores/{store}/products/{product_slug}")
                .path("store", store)
                .path("product_slug", slug));
    }

    private static ApiAnswer ownBySlug(String slug) {
        return STALL.ask(Stall.as("seller", "GET", "/v1/stores/{store}/products/{product_slug}")
                .path("store", "labelled")
                .path("product_slug", slug));
    }
}
