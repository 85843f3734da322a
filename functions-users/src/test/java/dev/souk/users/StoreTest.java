package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {
    private static final People PEOPLE = new People();

    @Test
    void a_store_is_opened_and_found_by_its_slug_and_its_id() {
        ApiAnswer opened = PEOPLE.open("opener", """
                {"slug": "paper-lanterns", "name": " Paper Lanterns ", "description": "Fonts and *textures*.\\r\\n",
                 "contact_email": "Shop@Example.COM"}""");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("Location")).isEqualTo("/v1/stores/paper-lanterns");
        assertThat(opened.header("ETag")).isEqualTo("\"v1\"");
        assertThat(opened.text("id")).matches("sto_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(opened.text("name")).isEqualTo("Paper Lanterns");
        assertThat(opened.text("description")).isEqualTo("Fonts and *textures*.\n");
        assertThat(opened.text("description_html")).isEqualTo("<p>Fonts and <em>textures</em>.</p>");
        assertThat(opened.text("contact_email")).isEqualTo("Shop@example.com");

        ApiAnswer page = PEOPLE.store("paper-lanterns");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("ETag")).isEqualTo("\"v1\"");
        assertThat(page.text("id")).isEqualTo(opened.text("id"));
        assertThat(page.text("description_html")).isEqualTo(opened.text("description_html"));
        assertThat(page.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "slug", "name", "description", "description_html", "currency", "links", "created_at");
        assertThat(PEOPLE.store(opened.text("id")).body()).isEqualTo(page.body());
    }

    @Test
    void a_store_sells_in_dollars_unless_it_says_otherwise() {
        assertThat(PEOPLE.opened("dollars", "in-dollars").text("currency")).isEqualTo("USD");
        ApiAnswer yen = PEOPLE.open("yen", "{\"slug\": \"in-yen\", \"name\": \"Yen\", \"currency\": \"JPY\"}");
        assertThat(yen.text("currency")).isEqualTo("JPY");
        assertThat(PEOPLE.store("in-yen").text("currency")).isEqualTo("JPY");
        ApiAnswer odd = PEOPLE.open("odd", "{\"slug\": \"in-odd\", \"name\": \"Odd\", \"currency\": \"usd\"}");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.wrongFields()).containsExactly("currency");
    }

    @Test
    void a_currency_changes_until_something_is_published() {
        PEOPLE.opened("changer", "changing");
        ApiAnswer euros = PEOPLE.edit("changer", "changing", "\"v1\"", "{\"currency\": \"EUR\"}");
        assertThat(euros.status()).isEqualTo(200);
        assertThat(euros.text("currency")).isEqualTo("EUR");
        try (var database = PEOPLE.database.open()) {
            database.update("""
                    INSERT INTO products (id, store_id, owner_id, title, description, price_amount, price_currency, state,
                                          version, created_at, updated_at)
                    SELECT id, id, owner_id, 'A book', '', 1250, 'EUR', 'published', 1, NOW(6), NOW(6)
                    FROM stores WHERE slug = 'changing'""");
            database.update("""
                    INSERT INTO product_files (id, product_id, purpose, name, content_type, size, sha256, object_key, state,
                                               created_at, ready_at)
                    SELECT id, id, 'download', 'book.pdf', 'application/pdf', 1, REPEAT('x', 32), 'book', 'ready', NOW(6), NOW(6)
                    FROM stores WHERE slug = 'changing'""");
        }
        ApiAnswer refused = PEOPLE.edit("changer", "changing", "\"v2\"", "{\"currency\": \"USD\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("currency_in_use");
        assertThat(PEOPLE.edit("changer", "changing", "\"v1\"", "{\"currency\": \"USD\"}")
                        .status())
                .as("an edit of an old version is stale before anything else")
                .isEqualTo(412);
        ApiAnswer renamed = PEOPLE.edit("changer", "changing", "\"v2\"", "{\"currency\": \"EUR\", \"name\": \"N\"}");
        assertThat(renamed.status()).as("the same currency is no change").isEqualTo(200);
    }

    @Test
    void opening_a_store_is_being_seen() {
        PEOPLE.opened("seen", "seen-by-opening");
        try (var database = PEOPLE.database.open()) {
            assertThat(database.query("SELECT id FROM users WHERE subject = ?", row -> row.uuid("id"), "seen"))
                    .hasSize(1);
        }
    }

    @Test
    void the_mail_of_a_store_goes_to_the_address_of_the_token_unless_another_is_given() {
        assertThat(PEOPLE.opened("mailed", "mailed-store").text("contact_email"))
                .isEqualTo("mailed@example.com");
        String silent = TestIssuer.token(claims -> claims.subject("unreachable").claim("email", null));
        ApiAnswer refused = PEOPLE.openWith(silent, "{\"slug\": \"unreachable\", \"name\": \"X\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("contact_email");
        assertThat(PEOPLE.store("unreachable").status()).isEqualTo(404);
    }

    @Test
    void of_twenty_who_want_the_same_slug_one_gets_it() {
        List<ApiAnswer> answers =
                AtOnce.by(20, i -> PEOPLE.open("racer-" + i, "{\"slug\": \"wanted\", \"name\": \"Racer " + i + "\"}"));
        assertThat(answers).extracting(ApiAnswer::status).containsOnlyOnce(201);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .hasSize(19)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.code()).isEqualTo("slug_taken");
                    assertThat(answer.wrongFields()).containsExactly("slug");
                });
    }

    @Test
    void a_store_that_is_not_right_is_refused_with_every_field_that_is_wrong() {
        record Case(String body, String... fields) {}
        List<Case> cases = List.of(
                new Case("{}", "slug", "name"),
                new Case("{\"slug\": \"no name\"}", "slug", "name"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"\"}", "name"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"" + "x".repeat(101) + "\"}", "name"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"a\\tb\"}", "name"),
                new Case("{\"slug\": \"ab\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"" + "a".repeat(41) + "\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"Upper\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"-edge\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"edge-\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"ünder\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"ok-slug\\n\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"admin\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"support\", \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": 12345, \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": null, \"name\": \"X\"}", "slug"),
                new Case("{\"slug\": \"ok-slug\", \"name\": [\"X\"]}", "name"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"X\", \"contact_email\": \"nobody\"}", "contact_email"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"X\", \"description\": \"a\\u0007\"}", "description"),
                new Case(
                        "{\"slug\": \"ok-slug\", \"name\": \"X\", \"description\": \"" + "x".repeat(5001) + "\"}",
                        "description"),
                new Case("{\"slug\": \"ok-slug\", \"name\": \"X\", \"owner_id\": \"usr_1\"}", "owner_id"));
        for (Case each : cases) {
            ApiAnswer answer = PEOPLE.open("careless", each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        assertThat(PEOPLE.open("careless", "{\"slug\": \"ok-slug\"").status()).isEqualTo(400);
        assertThat(PEOPLE.open("careless", "").status()).isEqualTo(400);
        assertThat(PEOPLE.ask(ApiRequest.request("POST", "/v1/stores").json("{}"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_body_that_is_not_called_json_or_is_too_large_is_refused() {
        byte[] body = "{\"slug\": \"ok-slug\", \"name\": \"X\"}".getBytes(StandardCharsets.UTF_8);
        ApiRequest request = ApiRequest.request("POST", "/v1/stores")
                .bearer(TestIssuer.tokenFor("careless"))
                .header("Content-Type", "text/plain")
                .base64(Base64.getEncoder().encodeToString(body));
        assertThat(PEOPLE.ask(request).status()).isEqualTo(415);
        assertThat(PEOPLE.open("careless", " ".repeat(300_000) + "{}").status()).isEqualTo(413);
    }

    @Test
    void a_description_may_be_as_long_as_it_is_allowed_to_be_in_any_script() {
        String longest = "😀".repeat(5000);
        ApiAnswer answer = PEOPLE.open(
                "wordy",
                "{\"slug\": \"wordy\", \"name\": \"" + "店".repeat(100) + "\", \"description\": \"" + longest + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(PEOPLE.store("wordy").text("description")).isEqualTo(longest);
    }

    @Test
    void a_description_that_would_run_a_script_is_shown_as_text() {
        PEOPLE.open("attacker", """
                {"slug": "attacker", "name": "<b>X</b>", "description": "<script>alert(1)</script>\\n\\n[x](javascript:alert(1))"}""");
        assertThat(PEOPLE.store("attacker").text("description_html"))
                .isEqualTo("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>x</p>");
    }

    @Test
    void an_owner_edits_what_is_named_and_nothing_else() {
        ApiAnswer before = PEOPLE.opened("editor", "before-edit");
        ApiAnswer after = PEOPLE.edit(
                "editor", "before-edit", before.header("ETag"), "{\"slug\": \"after-edit\", \"description\": \"New\"}");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("slug")).isEqualTo("after-edit");
        assertThat(after.text("name")).isEqualTo("Paper Lanterns");
        assertThat(after.text("description")).isEqualTo("New");
        assertThat(after.header("ETag")).isEqualTo("\"v2\"");
        assertThat(PEOPLE.store("before-edit").status()).isEqualTo(404);
        assertThat(PEOPLE.store("after-edit").header("ETag")).isEqualTo("\"v2\"");
        ApiAnswer emptied = PEOPLE.edit("editor", before.text("id"), "\"v2\"", "{\"description\": \"\"}");
        assertThat(emptied.text("description")).isEmpty();
        assertThat(emptied.text("description_html")).isEmpty();
        PEOPLE.opened("next", "before-edit");
    }

    @Test
    void another_sellers_store_cannot_be_edited_and_looks_as_if_it_were_not_there() {
        ApiAnswer store = PEOPLE.opened("owner", "well-guarded");
        ApiAnswer theirs = PEOPLE.edit("stranger", "well-guarded", "\"v1\"", "{\"name\": \"Mine\"}");
        ApiAnswer none = PEOPLE.edit("stranger", "no-such-store", "\"v1\"", "{\"name\": \"Mine\"}");
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text("detail")).isEqualTo(none.text("detail"));
        assertThat(PEOPLE.store(store.text("id")).text("name")).isEqualTo("Paper Lanterns");
    }

    /** FAULTS.md, 41. */
    @Test
    void of_two_edits_at_once_one_is_refused() {
        String etag = PEOPLE.opened("two-tabs", "two-tabs").header("ETag");
        List<ApiAnswer> answers =
                AtOnce.by(2, i -> PEOPLE.edit("two-tabs", "two-tabs", etag, "{\"name\": \"Tab " + i + "\"}"));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 412);
        assertThat(PEOPLE.store("two-tabs").header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void an_edit_needs_the_version_it_was_made_on() {
        PEOPLE.opened("versioned", "versioned");
        ApiAnswer missing = PEOPLE.ask(ApiRequest.request("PATCH", "/v1/stores/{store}")
                .path("store", "versioned")
                .bearer(TestIssuer.tokenFor("versioned"))
                .json("{\"name\": \"X\"}"));
        assertThat(missing.status()).isEqualTo(428);
        assertThat(PEOPLE.edit("versioned", "versioned", "\"v9\"", "{\"name\": \"X\"}")
                        .status())
                .isEqualTo(412);
        assertThat(PEOPLE.store("versioned").text("name")).isEqualTo("Paper Lanterns");
    }

    @Test
    void an_edit_that_is_not_right_changes_nothing() {
        PEOPLE.opened("hasty", "hasty");
        PEOPLE.opened("neighbour", "neighbour");
        ApiAnswer taken = PEOPLE.edit("hasty", "hasty", "\"v1\"", "{\"slug\": \"neighbour\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("slug_taken");
        ApiAnswer empty = PEOPLE.edit("hasty", "hasty", "\"v1\"", "{}");
        assertThat(empty.status()).isEqualTo(422);
        ApiAnswer many = PEOPLE.edit(
                "hasty", "hasty", "\"v1\"", "{\"slug\": \"www\", \"name\": \"\", \"contact_email\": \"@\"}");
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.wrongFields()).containsExactlyInAnyOrder("slug", "name", "contact_email");
        assertThat(PEOPLE.store("hasty").header("ETag")).isEqualTo("\"v1\"");
    }

    @Test
    void what_is_no_store_is_not_found() {
        for (String name : List.of(
                "nobody-has-it",
                "sto_00000000000000000000000000",
                "sto_",
                "UPPER",
                "a",
                "%00",
                "../me",
                "' OR 1=1 -- ")) {
            assertThat(PEOPLE.store(name).status()).as(name).isEqualTo(404);
        }
    }
}
