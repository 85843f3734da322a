package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did what in a store that not everybody may. */
@Tag("any-mode")
@Tag("not-on-localstack") // There as in the cloud each letter waits for the next minute's sweep.
class AuditTest {
    private static final Target SOUK = Target.it();

    @Test
    void what_members_did_is_in_the_log_with_the_request_that_it_was_done_in() {
        Shop shop = new Shop();
        String store = "/v1/stores/" + shop.slug;
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        String support = new Crew(SOUK, shop).member("support");
        String supporter = SOUK.call("GET", "/v1/me").bearer(support).ok(200).text("id");
        Reply refund = SOUK.call("POST", "/v1/orders/" + order.text("id") + "/refunds")
                .bearer(support)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .json("{}")
                .ok(201);
        SOUK.call("PATCH", store)
                .bearer(shop.token)
                .header("If-Match", SOUK.call("GET", store).ok(200).header("ETag"))
                .json("{\"contact_email\": \"sales@example.com\"}")
                .ok(200);
        SOUK.call("PATCH", store)
                .bearer(shop.token)
                .header("If-Match", SOUK.call("GET", store).ok(200).header("ETag"))
                .json("{\"name\": \"No privilege\"}")
                .ok(200);
        Reply removed = SOUK.call("DELETE", store + "/members/" + supporter)
                .bearer(shop.token)
                .ok(204);

        List<JsonNode> entries = entries(shop, 3);
        List<String> acts = new ArrayList<>(
                entries.stream().map(entry -> entry.path("act").asString()).toList());
        assertThat(acts)
                .startsWith("member.removed", "store.changed", "refund.asked_for", "member.joined", "invitation.made")
                .containsOnlyOnce("store.changed");
        assertThat(acts.subList(5, acts.size())).isNotEmpty().containsOnly("payout_account.asked_for");
        JsonNode last = entries.getFirst();
        assertThat(last.path("subject").asString()).isEqualTo(supporter);
        assertThat(last.path("request_id").asString()).isEqualTo(removed.header("X-Request-Id"));
        JsonNode refunded = entries.get(2);
        assertThat(refunded.path("actor").path("user_id").asString()).isEqualTo(supporter);
        assertThat(refunded.path("subject").asString()).isEqualTo(refund.text("id"));
        assertThat(refunded.path("detail").asString()).contains(order.text("id"), "9.00");
        assertThat(entries.get(1).path("detail").asString()).isEqualTo("contact_email");
    }

    @Test
    void what_acts_for_a_store_and_whether_it_is_open_is_in_the_log() {
        Shop shop = new Shop();
        String store = "/v1/stores/" + shop.slug;
        SOUK.call("PUT", store + "/vacation").bearer(shop.token).json("{}").ok(200);
        SOUK.call("DELETE", store + "/vacation").bearer(shop.token).ok(204);
        SOUK.call("DELETE", store + "/vacation").bearer(shop.token).ok(204);
        String token = SOUK.call("POST", "/v1/me/access-tokens")
                .bearer(shop.token)
                .json("{\"name\": \"Books\", \"scopes\": [\"sales:read\", \"stores:read\"]}")
                .ok(201)
                .text("id");
        SOUK.call("DELETE", "/v1/me/access-tokens/" + token).bearer(shop.token).ok(204);
        SOUK.call("DELETE", "/v1/me/access-tokens/" + token).bearer(shop.token).wrong(404);
        JsonNode endpoint = SOUK.call("POST", store + "/webhook-endpoints")
                .bearer(shop.token)
                .json("{\"url\": \"https://nowhere.invalid\", \"event_types\": [\"sale.completed\"]}")
                .ok(201)
                .json()
                .path("endpoint");
        String webhook = "/v1/webhook-endpoints/" + endpoint.path("id").asString();
        SOUK.call("PATCH", webhook)
                .bearer(shop.token)
                .header(
                        "If-Match",
                        SOUK.call("GET", webhook).bearer(shop.token).ok(200).header("ETag"))
                .json("{\"description\": \"Books\"}")
                .ok(200);
        SOUK.call("POST", webhook + "/rotate-secret").bearer(shop.token).ok(200);
        SOUK.call("DELETE", webhook).bearer(shop.token).ok(204);

        List<JsonNode> entries = entries(shop, 4);
        assertThat(entries.stream().map(entry -> entry.path("act").asString()).limit(8))
                .containsExactly(
                        "webhook_endpoint.removed",
                        "webhook_endpoint.secret_rotated",
                        "webhook_endpoint.changed",
                        "webhook_endpoint.made",
                        "access_token.revoked",
                        "access_token.made",
                        "vacation.ended",
                        "vacation.begun");
        assertThat(entries.getFirst().path("subject").asString())
                .isEqualTo(endpoint.path("id").asString());
        assertThat(entries.get(5).path("subject").asString()).isEqualTo(token);
        assertThat(entries.get(5).path("detail").asString()).contains("stores:read", "sales:read");
    }

    @Test
    void what_was_refused_is_not_in_it_and_only_the_owner_reads_it() {
        Shop shop = new Shop();
        String store = "/v1/stores/" + shop.slug;
        String editor = new Crew(SOUK, shop).member("editor");
        int before = entries(shop, 100).size();
        SOUK.call("DELETE", store + "/members/usr_00000000000000000000000000")
                .bearer(shop.token)
                .wrong(404);
        SOUK.call("DELETE", store + "/members/usr_00000000000000000000000000")
                .bearer(editor)
                .wrong(403);
        assertThat(entries(shop, 100)).hasSize(before);
        assertThat(SOUK.call("GET", store + "/audit-log")
                        .bearer(editor)
                        .wrong(403)
                        .code())
                .isEqualTo("role_required");
        SOUK.call("GET", store + "/audit-log").bearer(SOUK.token("stranger")).wrong(404);
        assertThat(SOUK.call("GET", store + "/audit-log")
                        .bearer(shop.token)
                        .query("cursor", "none")
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_cursor");
    }

    /** All of them, page by page. */
    private static List<JsonNode> entries(Shop shop, int limit) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            Call call = SOUK.call("GET", "/v1/stores/" + shop.slug + "/audit-log")
                    .bearer(shop.token)
                    .query("limit", String.valueOf(limit));
            JsonNode page = (cursor.isEmpty() ? call : call.query("cursor", cursor))
                    .ok(200)
                    .json();
            page.path("items").forEach(entries::add);
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return Collections.unmodifiableList(entries);
    }
}
