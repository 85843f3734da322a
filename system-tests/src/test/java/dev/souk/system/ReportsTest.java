package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reports of what everybody can see, and what the platform's admins decide about them. */
@Tag("any-mode")
class ReportsTest {
    private static final Target SOUK = Target.it();
    private static final String ADMIN = SOUK.token("admin");

    @Test
    void what_everybody_can_see_is_reported_and_decided_once() {
        Shop shop = new Shop();
        String product = shop.product("Lantern", 900, Shop.bytes("the goods"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);
        String review = SOUK.call("PUT", "/v1/purchases/" + purchase(order) + "/review")
                .header("Purchase-Token", order.text("purchase_token"))
                .json("{\"rating\": 1}")
                .ok(201)
                .text("id");
        String reader = SOUK.token("reader-" + Shop.unique());

        Reply first = report(reader, product, "copyright", " It is ours.\r\nAll of it. ")
                .ok(201);
        assertThat(first.text("text")).isEqualTo("It is ours.\nAll of it.");
        report(reader, shop.storeId, "fraud", "Never delivered").ok(201);
        report(reader, review, "hateful", "Not nice").ok(201);
        assertThat(report(reader, product, "spam", "Once more").wrong(409).code())
                .isEqualTo("reported_already");
        report(SOUK.token("other-" + Shop.unique()), product, "spam", "Somebody else")
                .ok(201);
        guestReports(product).ok(201);
        assertThat(guestReports(product).wrong(409).code()).isEqualTo("reported_already");

        assertThat(subjects(shop, Map.of())).containsExactly(product, product, review, shop.storeId, product);
        assertThat(subjects(shop, Map.of("kind", "store"))).containsExactly(shop.storeId);
        assertThat(subjects(shop, Map.of("kind", "review", "state", "open"))).containsExactly(review);
        JsonNode guests = reports(shop, Map.of()).getFirst();
        assertThat(guests.has("reporter_id")).isFalse();

        Reply decided = decide(first, "dismissed", "It is theirs").ok(200);
        assertThat(decided.text("state")).isEqualTo("dismissed");
        decide(first, "dismissed", "It is theirs").ok(200);
        assertThat(decide(first, "resolved", "Or not").wrong(409).code()).isEqualTo("report_decided");
        assertThat(subjects(shop, Map.of("state", "dismissed"))).containsExactly(product);
        assertThat(SOUK.call("GET", "/v1/admin/audit-log")
                        .bearer(ADMIN)
                        .query("store", shop.slug)
                        .ok(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("act").asString()))
                .as("once, however often it was said")
                .containsOnlyOnce("platform.report_dismissed")
                .doesNotContain("platform.report_resolved");
        report(reader, product, "spam", "After it was decided").ok(201);
    }

    @Test
    void what_nobody_sees_is_not_reported_and_what_is_wrong_is_named() {
        Shop shop = new Shop();
        for (String nothing : List.of(
                shop.draft("Draft", 900),
                "prd_00000000000000000000000000",
                "sto_00000000000000000000000000",
                "rev_00000000000000000000000000",
                "ord_00000000000000000000000000",
                "nothing")) {
            assertThat(report(shop.token, nothing, "spam", "x").wrong(422).wrongFields())
                    .as(nothing)
                    .containsExactly("subject");
        }
        assertThat(SOUK.call("POST", "/v1/reports")
                        .json("{\"subject\": \"" + shop.storeId + "\", \"reason\": \"dull\", \"text\": \"  \"}")
                        .wrong(422)
                        .wrongFields())
                .containsExactlyInAnyOrder("reason", "text");
        report(shop.token, shop.storeId, "other", "x".repeat(2000)).ok(201);
        assertThat(report(shop.token, shop.storeId, "other", "x".repeat(2001))
                        .wrong(422)
                        .wrongFields())
                .containsExactly("text");
        for (Map.Entry<String, String> wrong :
                Map.of("state", "closed", "kind", "file", "store", shop.slug).entrySet()) {
            assertThat(SOUK.call("GET", "/v1/admin/reports")
                            .bearer(ADMIN)
                            .query(wrong.getKey(), wrong.getValue())
                            .wrong(400)
                            .wrongFields())
                    .containsExactly(wrong.getKey());
        }
    }

    @Test
    void of_many_reports_at_once_by_one_person_one_is_made() throws Exception {
        Shop shop = new Shop();
        String reader = SOUK.token("reader-" + Shop.unique());
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> report(reader, shop.storeId, "spam", "x").made().status());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Integer> statuses = new ArrayList<>();
            for (var each : pool.invokeAll(calls)) {
                statuses.add(each.get());
            }
            assertThat(statuses).containsOnlyOnce(201).allMatch(Set.of(201, 409)::contains);
        }
        assertThat(subjects(shop, Map.of())).hasSize(1);
    }

    private static String purchase(Reply order) {
        return SOUK.call("GET", "/v1/purchases")
                .header("Purchase-Token", order.text("purchase_token"))
                .ok(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static Call report(String token, String subject, String reason, String text) {
        return SOUK.call("POST", "/v1/reports")
                .bearer(token)
                .json(Json.write(Map.of("subject", subject, "reason", reason, "text", text)));
    }

    private static Call guestReports(String subject) {
        return SOUK.call("POST", "/v1/reports")
                .json(Json.write(Map.of("subject", subject, "reason", "spam", "text", "As a guest")));
    }

    private static Call decide(Reply report, String state, String note) {
        return SOUK.call("PUT", "/v1/admin/reports/" + report.text("id") + "/decision")
                .bearer(ADMIN)
                .json(Json.write(Map.of("state", state, "note", note)));
    }

    private static List<String> subjects(Shop shop, Map<String, String> filter) {
        return reports(shop, filter).stream()
                .map(report -> report.path("subject").asString())
                .toList();
    }

    /** All of the shop's that fit, page by page. */
    private static List<JsonNode> reports(Shop shop, Map<String, String> filter) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            Call call = SOUK.call("GET", "/v1/admin/reports")
                    .bearer(ADMIN)
                    .query("store", shop.storeId)
                    .query("limit", "2");
            filter.forEach(call::query);
            JsonNode page = (cursor.isEmpty() ? call : call.query("cursor", cursor))
                    .ok(200)
                    .json();
            page.path("items").forEach(found::add);
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        return List.copyOf(found);
    }
}
