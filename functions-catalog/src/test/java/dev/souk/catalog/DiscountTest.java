package dev.souk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.DiscountId;
import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiscountTest {
    private static final Stall STALL = new Stall();
    private static final StoreId STORE = STALL.store("seller", "paper-lanterns");

    @Test
    void a_seller_offers_a_share_off_everything() {
        ApiAnswer answer = STALL.offer("seller", "paper-lanterns", """
                {"code": "lantern10", "percent_basis_points": 1000, "max_uses_per_buyer": 1}""");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("id")).matches("dsc_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(answer.header("Location")).isEqualTo("/v1/discounts/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.text("store_id")).isEqualTo(STORE.text());
        assertThat(answer.text("code")).isEqualTo("LANTERN10");
        assertThat(answer.json().path("percent_basis_points").asInt()).isEqualTo(1000);
        assertThat(answer.json().has("amount_off")).isFalse();
        assertThat(answer.json().has("max_uses")).isFalse();
        assertThat(answer.json().has("ends_at")).isFalse();
        assertThat(Instant.parse(answer.text("starts_at"))).isBeforeOrEqualTo(Instant.parse(answer.text("created_at")));
        assertThat(answer.text("state")).isEqualTo("active");
        assertThat(STALL.discount("seller", answer.text("id")).body()).isEqualTo(answer.body());
    }

    @Test
    void a_seller_offers_an_amount_off_one_product_for_some_time() {
        String product = STALL.drafted("seller", STORE, "Lantern");
        ApiAnswer answer = STALL.offer("seller", STORE.text(), """
                {"code": "WINTER", "amount_off": {"amount": 500, "currency": "USD"}, "product_id": "%s", "max_uses": 100,
                 "starts_at": "2026-12-01T01:00:00+01:00", "ends_at": "2027-01-01T00:00:00.123456789Z"}""".formatted(product));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("amount_off").toString()).isEqualTo("{\"amount\":500,\"currency\":\"USD\"}");
        assertThat(answer.json().has("percent_basis_points")).isFalse();
        assertThat(answer.text("product_id")).isEqualTo(product);
        assertThat(answer.text("starts_at")).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(answer.text("ends_at")).isEqualTo("2027-01-01T00:00:00.123456Z");
        assertThat(STALL.discount("seller", answer.text("id")).body()).isEqualTo(answer.body());
    }

    @Test
    void what_is_offered_is_what_those_who_sell_read_and_only_while_it_is_active() {
        String id = offered("seller", STORE, "PUBLIC");
        assertThat(published("public")).as("in any case").containsExactly("PUBLIC");
        Stall.expect(200, STALL.change("seller", id, "\"v1\"", "{\"state\": \"disabled\"}"));
        assertThat(published("PUBLIC")).isEmpty();
        Stall.expect(200, STALL.change("seller", id, "\"v2\"", "{\"state\": \"active\"}"));
        assertThat(published("PUBLIC")).containsExactly("PUBLIC");
    }

    @Test
    void a_store_has_each_code_once_in_whatever_case() {
        offered("seller", STORE, "ONCE");
        ApiAnswer again = STALL.offer("seller", "paper-lanterns", share("oNcE"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("code_taken");
        assertThat(again.wrongFields()).containsExactly("code");
        StoreId other = STALL.store("seller", "other-store");
        assertThat(STALL.offer("seller", other.text(), share("ONCE")).status()).isEqualTo(201);
        List<ApiAnswer> answers =
                AtOnce.by(5, i -> STALL.offer("seller", other.text(), share(i % 2 == 0 ? "RACE" : "race")));
        assertThat(answers).extracting(ApiAnswer::status).containsOnlyOnce(201).contains(409);
    }

    @Test
    void the_same_request_sent_five_times_at_once_offers_one() {
        String key = UUID.randomUUID().toString();
        List<ApiAnswer> answers = AtOnce.by(5, _ -> offerWithKey(key, "CLICK"));
        assertThat(answers).extracting(ApiAnswer::status).contains(201).isSubsetOf(201, 409);
        ApiAnswer again = offerWithKey(key, "CLICK");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(offerWithKey(key, "CLACK").status()).isEqualTo(422);
        assertThat(published("CLICK")).hasSize(1);
        assertThat(published("CLACK")).isEmpty();
    }

    @Test
    void discounts_are_their_owners_alone() {
        String id = offered("seller", STORE, "SECRET");
        assertThat(STALL.discount("stranger", id).status()).isEqualTo(404);
        assertThat(STALL.change("stranger", id, "\"v1\"", "{\"state\": \"disabled\"}")
                        .status())
                .isEqualTo(404);
        assertThat(STALL.offer("stranger", "paper-lanterns", share("MINE")).status())
                .isEqualTo(404);
        assertThat(list("stranger", "paper-lanterns", "").status()).isEqualTo(404);
        assertThat(STALL.offer("seller", "no-such-store", share("MINE")).status())
                .isEqualTo(404);
        assertThat(STALL.ask(ApiRequest.request("GET", "/v1/discounts/{discount_id}")
                                .path("discount_id", id))
                        .status())
                .isEqualTo(401);
        assertThat(STALL.discount("seller", id).header("ETag")).isEqualTo("\"v1\"");
        for (String none : List.of("dsc_", "prd_00000000000000000000000000", "dsc_00000000000000000000000000", "%27")) {
            assertThat(STALL.discount("seller", none).status()).as(none).isEqualTo(404);
        }
    }

    @Test
    void a_discount_is_for_a_product_of_the_same_store() {
        StoreId other = STALL.store("seller", "second-store");
        String elsewhere = STALL.drafted("seller", other, "Elsewhere");
        String somebodys = STALL.drafted("neighbour", STALL.store("neighbour", "next-door"), "Theirs");
        for (String product : List.of(elsewhere, somebodys, "prd_00000000000000000000000000")) {
            ApiAnswer answer = STALL.offer("seller", "paper-lanterns", """
                    {"code": "NOT-HERE", "percent_basis_points": 1, "product_id": "%s"}""".formatted(product));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.wrongFields()).containsExactly("product_id");
        }
        assertThat(published("NOT-HERE")).isEmpty();
    }

    @Test
    void an_offer_that_is_not_right_is_refused_with_every_field_that_is_wrong() {
        record Case(String body, String... fields) {}
        String good = "\"code\": \"WRONG\", ";
        for (Case each : List.of(
                new Case("{}", "code", ""),
                new Case("{\"code\": \"WRONG\"}", ""),
                new Case(
                        "{" + good
                                + "\"percent_basis_points\": 1, \"amount_off\": {\"amount\": 1, \"currency\": \"USD\"}}",
                        ""),
                new Case("{\"code\": \"AB\", \"percent_basis_points\": 1}", "code"),
                new Case("{\"code\": \"" + "A".repeat(41) + "\", \"percent_basis_points\": 1}", "code"),
                new Case("{\"code\": \"TEN OFF\", \"percent_basis_points\": 1}", "code"),
                new Case("{\"code\": \"\u0131\u0131\u0131\", \"percent_basis_points\": 1}", "code"),
                new Case("{" + good + "\"percent_basis_points\": 0}", "percent_basis_points"),
                new Case("{" + good + "\"percent_basis_points\": 10001}", "percent_basis_points"),
                new Case("{" + good + "\"percent_basis_points\": 12.5}", "percent_basis_points"),
                new Case("{" + good + "\"amount_off\": {\"amount\": 0, \"currency\": \"USD\"}}", "amount_off.amount"),
                new Case("{" + good + "\"amount_off\": {\"amount\": -5, \"currency\": \"USD\"}}", "amount_off.amount"),
                new Case("{" + good + "\"amount_off\": {\"amount\": 5, \"currency\": \"KWD\"}}", "amount_off.amount"),
                new Case("{" + good + "\"amount_off\": {\"amount\": 5, \"currency\": \"XXX\"}}", "amount_off.currency"),
                new Case(
                        "{" + good + "\"percent_basis_points\": 1, \"max_uses\": 0, \"max_uses_per_buyer\": 1000001}",
                        "max_uses",
                        "max_uses_per_buyer"),
                new Case("{" + good + "\"percent_basis_points\": 1, \"product_id\": \"sto_x\"}", "product_id"),
                new Case("{" + good + "\"percent_basis_points\": 1, \"ends_at\": \"2020-01-01T00:00:00Z\"}", "ends_at"),
                new Case("{" + good + "\"percent_basis_points\": 1, \"ends_at\": \"tomorrow\"}", "ends_at"),
                new Case(
                        "{" + good + "\"percent_basis_points\": 1, \"starts_at\": \"1999-12-31T23:59:59Z\"}",
                        "starts_at"),
                new Case(
                        "{" + good + "\"percent_basis_points\": 1, \"ends_at\": \"+100000-01-01T00:00:00Z\"}",
                        "ends_at"),
                new Case(
                        "{" + good + "\"percent_basis_points\": 1, \"starts_at\": \"2030-01-01T00:00:00Z\","
                                + " \"ends_at\": \"2030-01-01T00:00:00Z\"}",
                        "ends_at"),
                new Case("{" + good + "\"percent_basis_points\": 1, \"uses\": 3}", "uses"))) {
            ApiAnswer answer = STALL.offer("seller", "paper-lanterns", each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        assertThat(published("WRONG")).isEmpty();
    }

    @Test
    void an_owner_moves_limits_and_loosens_them_again() {
        String id =
                Stall.expect(201, STALL.offer("seller", "paper-lanterns", """
                {"code": "MOVED", "percent_basis_points": 500, "max_uses": 10, "max_uses_per_buyer": 2,
                 "starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-02-01T00:00:00Z"}""")).text("id");
        ApiAnswer moved = STALL.change("seller", id, "\"v1\"", """
                {"max_uses": 20, "starts_at": "2026-03-01T00:00:00Z", "ends_at": "2026-04-01T00:00:00Z"}""");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.header("ETag")).isEqualTo("\"v2\"");
        assertThat(moved.json().path("max_uses").asInt()).isEqualTo(20);
        assertThat(moved.json().path("max_uses_per_buyer").asInt()).isEqualTo(2);
        assertThat(moved.text("ends_at")).isEqualTo("2026-04-01T00:00:00Z");
        ApiAnswer loose = STALL.change("seller", id, "\"v2\"", """
                {"remove": ["max_uses", "max_uses_per_buyer", "ends_at"]}""");
        assertThat(loose.json().has("max_uses")).isFalse();
        assertThat(loose.json().has("max_uses_per_buyer")).isFalse();
        assertThat(loose.json().has("ends_at")).isFalse();
        assertThat(loose.text("starts_at")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(STALL.discount("seller", id).body()).isEqualTo(loose.body());
    }

    @Test
    void a_change_that_is_not_right_changes_nothing() {
        String id =
                Stall.expect(201, STALL.offer("seller", "paper-lanterns", """
                {"code": "STEADY", "percent_basis_points": 500, "ends_at": "2099-01-01T00:00:00Z"}""")).text("id");
        String before = STALL.discount("seller", id).body();
        for (String wrong : List.of(
                "{}",
                "{\"remove\": []}",
                "{\"state\": \"gone\"}",
                "{\"code\": \"OTHER\"}",
                "{\"percent_basis_points\": 5000}",
                "{\"max_uses\": -1}",
                "{\"max_uses\": null}",
                "{\"remove\": [\"starts_at\"]}",
                "{\"remove\": [\"ends_at\"], \"ends_at\": \"2098-01-01T00:00:00Z\"}",
                "{\"starts_at\": \"2099-01-01T00:00:00Z\"}",
                "{\"ends_at\": \"2001-01-01T00:00:00Z\"}")) {
            assertThat(STALL.change("seller", id, "\"v1\"", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(STALL.change("seller", id, "\"v2\"", "{\"state\": \"disabled\"}")
                        .status())
                .isEqualTo(412);
        assertThat(STALL.ask(Stall.as("seller", "PATCH", "/v1/discounts/{discount_id}")
                                .path("discount_id", id)
                                .json("{\"state\": \"disabled\"}"))
                        .status())
                .isEqualTo(428);
        assertThat(STALL.discount("seller", id).body()).isEqualTo(before);
    }

    /** FAULTS.md, 41. */
    @Test
    void of_two_changes_at_once_one_is_refused() {
        String id = offered("seller", STORE, "TORN");
        List<ApiAnswer> answers =
                AtOnce.by(2, i -> STALL.change("seller", id, "\"v1\"", "{\"max_uses\": " + (i + 1) + "}"));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void a_change_to_a_version_that_is_no_longer_the_newest_is_not_written() {
        Discounts discounts = Discounts.in(STALL.database);
        Discount read = discounts
                .find(DiscountId.parse(offered("seller", STORE, "STALE")).orElseThrow(), Stall.owner("seller"))
                .orElseThrow();
        assertThat(discounts.change(read, Stall.owner("seller"), Instant.now())).isTrue();
        assertThat(discounts.change(read, Stall.owner("seller"), Instant.now())).isFalse();
    }

    @Test
    void an_owner_pages_through_all_of_a_store_newest_first() {
        STALL.store("lister", "long-list");
        for (String code : List.of("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH")) {
            Stall.expect(201, STALL.offer("lister", "long-list", share(code)));
        }
        STALL.store("lister", "another-list");
        Stall.expect(201, STALL.offer("lister", "another-list", share("ELSEWHERE")));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            ApiAnswer page = Stall.expect(200, list("lister", "long-list", cursor));
            page.json().path("items").forEach(item -> seen.add(item.path("code").asString()));
            cursor = page.json().path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("FIFTH", "FOURTH", "THIRD", "SECOND", "FIRST");
        assertThat(list("lister", "another-list", "AAAA").status()).isEqualTo(400);
    }

    private static ApiAnswer list(String seller, String store, String cursor) {
        ApiRequest request = Stall.as(seller, "GET", "/v1/stores/{store}/discounts")
                .path("store", store)
                .query("limit", "2");
        return STALL.ask(cursor.isEmpty() ? request : request.query("cursor", cursor));
    }

    private static String offered(String seller, StoreId store, String code) {
        return Stall.expect(201, STALL.offer(seller, store.text(), share(code))).text("id");
    }

    private static String share(String code) {
        return "{\"code\": \"" + code + "\", \"percent_basis_points\": 1000}";
    }

    private static ApiAnswer offerWithKey(String key, String code) {
        return STALL.ask(Stall.as("seller", "POST", "/v1/stores/{store}/discounts")
                .path("store", "paper-lanterns")
                .header("Idempotency-Key", key)
                .json(share(code)));
    }

    private static List<String> published(String code) {
        return STALL.database.query(
                "SELECT code FROM discount_offers WHERE store_id = ? AND code = ?",
                row -> row.text("code"),
                STORE,
                code);
    }
}
