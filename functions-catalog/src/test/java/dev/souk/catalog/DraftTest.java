package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_seller_drafts_a_product_in_their_store() {
        ApiAnswer answer = STALL.draft("seller", """
                {"store_id": "%s", "title": " Lantern typeface ", "description": "Six weights, **OpenType**.",
                 "price": {"amount": 1250, "currency": "USD"}}""".formatted(STORE.text()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/products/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.text("id")).matches("prd_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(answer.text("store", "slug")).isEqualTo("paper-lanterns");
        assertThat(answer.text("store", "id")).isEqualTo(STORE.text());
        assertThat(answer.text("title")).isEqualTo("Lantern typeface");
        assertThat(answer.text("description_html")).isEqualTo("<p>Six weights, <strong>OpenType</strong>.</p>");
        assertThat(answer.json().path("price").toString()).isEqualTo("{\"amount\":1250,\"currency\":\"USD\"}");
        assertThat(answer.text("state")).isEqualTo("draft");
        assertThat(answer.json().path("files").isEmpty()).isTrue();
        assertThat(answer.json().has("cover_url")).isFalse();
        assertThat(answer.json().has("published_at")).isFalse();
        assertThat(STALL.product("seller", answer.text("id")).body()).isEqualTo(answer.body());
    }

    @Test
    void a_draft_is_its_owners_alone() {
        String id = STALL.drafted("seller", STORE, "Secret");
        String none = "prd_00000000000000000000000000";
        assertThat(STALL.product(id).status()).isEqualTo(404);
        ApiAnswer stranger = STALL.product("stranger", id);
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.text("detail")).isEqualTo(STALL.product(none).text("detail"));
        assertThat(STALL.edit("stranger", id, "\"v1\"", "{\"title\": \"Mine\"}").status())
                .isEqualTo(404);
        assertThat(STALL.publish("stranger", id).status()).isEqualTo(404);
        assertThat(STALL.announce("stranger", id, Bytes.of("x").announcement()).status())
                .isEqualTo(404);
        assertThat(STALL.product("seller", id).text("title")).isEqualTo("Secret");
    }

    @Test
    void a_product_is_drafted_in_nobody_elses_store() {
        ApiAnswer answer = STALL.draft("stranger", """
                {"store_id": "%s", "title": "X", "price": {"amount": 0, "currency": "USD"}}""".formatted(STORE.text()));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.wrongFields()).containsExactly("store_id");
        ApiAnswer none = STALL.draft("stranger", """
                {"store_id": "sto_00000000000000000000000000", "title": "X", "price": {"amount": 0, "currency": "USD"}}""");
        assertThat(none.text("detail")).isEqualTo(answer.text("detail"));
    }

    @Test
    void a_draft_that_is_not_right_is_refused_with_every_field_that_is_wrong() {
        record Case(String body, String... fields) {}
        String good = "\"store_id\": \"" + STORE.text() + "\", \"title\": \"X\"";
        List<Case> cases = List.of(
                new Case("{}", "store_id", "title", "price"),
                new Case(
                        "{\"store_id\": \"prd_x\", \"title\": \" \", \"price\": {}}",
                        "store_id",
                        "title",
                        "price.amount",
                        "price.currency"),
                new Case("{" + good + ", \"price\": {\"amount\": -1, \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": 12.5, \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": 1e30, \"currency\": \"USD\"}}", "price.amount"),
                new Case(
                        "{" + good + ", \"price\": {\"amount\": 99999999999999999999, \"currency\": \"USD\"}}",
                        "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": 100000000, \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": \"100\", \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": null, \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": 49, \"currency\": \"USD\"}}", "price.amount"),
                new Case("{" + good + ", \"price\": {\"amount\": 100, \"currency\": \"usd\"}}", "price.currency"),
                new Case("{" + good + ", \"price\": {\"amount\": 100, \"currency\": \"XYZ\"}}", "price.currency"),
                new Case(
                        "{" + good + ", \"price\": {\"amount\": 100, \"currency\": \"USD\", \"tax\": 1}}", "price.tax"),
                new Case("{" + good + ", \"price\": 100}", "price"),
                new Case(
                        "{" + good + ", \"price\": {\"amount\": 0, \"currency\": \"USD\"}, \"state\": \"published\"}",
                        "state"),
                new Case(
                        "{\"store_id\": \"" + STORE.text() + "\", \"title\": \"" + "x".repeat(201)
                                + "\", \"price\": {\"amount\": 0, \"currency\": \"USD\"}}",
                        "title"),
                new Case(
                        "{\"store_id\": \"" + STORE.text() + "\", \"title\": \"a\\u001bb\""
                                + ", \"price\": {\"amount\": 0, \"currency\": \"USD\"}}",
                        "title"),
                new Case(
                        "{" + good + ", \"price\": {\"amount\": 0, \"currency\": \"USD\"}, \"description\": \""
                                + "x".repeat(20_001) + "\"}",
                        "description"));
        for (Case each : cases) {
            ApiAnswer answer = STALL.draft("seller", each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        assertThat(STALL.draft("seller", "{" + good).status()).isEqualTo(400);
        assertThat(STALL.ask(ApiRequest.request("POST", "/v1/products").json("{}"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_least_and_the_most_that_can_be_asked_are_taken() {
        StoreId yen = STALL.store("seller", "yen", Currency.JPY);
        for (String price : List.of("0", "50", "99999999")) {
            assertThat(STALL.draft("seller", """
                            {"store_id": "%s", "title": "X", "price": {"amount": %s, "currency": "JPY"}}""".formatted(yen.text(), price)).status())
                    .as(price)
                    .isEqualTo(201);
        }
    }

    /** FAULTS.md, 39. */
    @Test
    void the_same_request_sent_five_times_at_once_drafts_one_product() {
        StoreId store = STALL.store("clicker", "double-click");
        String key = UUID.randomUUID().toString();
        List<ApiAnswer> answers = AtOnce.by(5, _ -> draftWithKey("clicker", key, store, "Once"));
        assertThat(answers).extracting(ApiAnswer::status).contains(201).isSubsetOf(201, 409);
        ApiAnswer again = draftWithKey("clicker", key, store, "Once");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .extracting(ApiAnswer::body)
                .containsOnly(again.body());
        assertThat(database(store)).isEqualTo(1);
        assertThat(draftWithKey("clicker", key, store, "Other").status()).isEqualTo(422);
        assertThat(draftWithKey("clicker", "short", store, "Once").status()).isEqualTo(400);
        assertThat(database(store)).isEqualTo(1);
    }

    @Test
    void an_owner_edits_what_is_named_and_nothing_else() {
        String id = STALL.drafted("seller", STORE, "Before");
        ApiAnswer answer = STALL.edit("seller", id, "\"v1\"", """
                {"title": "After", "price": {"amount": 0, "currency": "USD"}}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("title")).isEqualTo("After");
        assertThat(answer.json().path("price").path("amount").asInt()).isZero();
        assertThat(answer.header("ETag")).isEqualTo("\"v2\"");
        assertThat(STALL.product("seller", id).body()).isEqualTo(answer.body());
    }

    /** FAULTS.md, 41. */
    @Test
    void of_two_edits_at_once_one_is_refused() {
        String id = STALL.drafted("seller", STORE, "Torn");
        List<ApiAnswer> answers =
                AtOnce.by(2, i -> STALL.edit("seller", id, "\"v1\"", "{\"title\": \"Tab " + i + "\"}"));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 412);
        assertThat(STALL.product("seller", id).header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void an_edit_that_is_not_right_changes_nothing() {
        String id = STALL.drafted("seller", STORE, "Steady");
        String before = STALL.product("seller", id).body();
        ApiAnswer missing = STALL.ask(Stall.as("seller", "PATCH", "/v1/products/{product_id}")
                .path("product_id", id)
                .json("{\"title\": \"X\"}"));
        assertThat(missing.status()).isEqualTo(428);
        assertThat(STALL.edit("seller", id, "\"v2\"", "{\"title\": \"X\"}").status())
                .isEqualTo(412);
        assertThat(STALL.edit("seller", id, "\"v1\"", "{}").status()).isEqualTo(422);
        ApiAnswer wrong = STALL.edit("seller", id, "\"v1\"", """
                {"title": "", "price": {"amount": 1, "currency": "USD"}}""");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.wrongFields()).containsExactlyInAnyOrder("title", "price.amount");
        ApiAnswer moved = STALL.edit("seller", id, "\"v1\"", "{\"store_id\": \"" + STORE.text() + "\"}");
        assertThat(moved.wrongFields()).containsExactly("store_id");
        assertThat(STALL.product("seller", id).body()).isEqualTo(before);
    }

    @Test
    void what_is_no_product_is_not_found() {
        for (String id :
                List.of("prd_", "prd_00000000000000000000000000", "sto_00000000000000000000000000", "1", "%27")) {
            assertThat(STALL.product(id).status()).as(id).isEqualTo(404);
            assertThat(STALL.edit("seller", id, "\"v1\"", "{\"title\": \"X\"}").status())
                    .as(id)
                    .isEqualTo(404);
            assertThat(STALL.publish("seller", id).status()).as(id).isEqualTo(404);
            assertThat(STALL.cover(id).status()).as(id).isEqualTo(404);
        }
    }

    private static ApiAnswer draftWithKey(String seller, String key, StoreId store, String title) {
        return STALL.ask(Stall.as(seller, "POST", "/v1/products")
                .header("Idempotency-Key", key)
                .json("""
                        {"store_id": "%s", "title": "%s", "price": {"amount": 0, "currency": "USD"}}""".formatted(store.text(), title)));
    }

    private static int database(StoreId store) {
        return STALL.database
                .query("SELECT id FROM products WHERE store_id = ?", row -> row.uuid("id"), store)
                .size();
    }
}
