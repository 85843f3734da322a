package dev.souk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final Desk DESK = new Desk();
    private static final String AN_ENDPOINT = "/v1/webhook-endpoints/{webhook_endpoint_id}";

    private final StoreId store = DESK.store();

    @AfterAll
    static void closeDesk() {
        DESK.close();
    }

    @Test
    void an_endpoint_is_as_it_was_registered_and_its_secret_is_shown_once() {
        ApiAnswer made = Desk.expect(201, DESK.create(Desk.SELLER, store, """
                {"url": "http://localhost:1/x?y=z", "event_types": ["sale.refunded", "sale.completed"], "description": " Books "}"""));
        String id = Desk.id(made);
        assertThat(made.header("Location")).isEqualTo("/v1/webhook-endpoints/" + id);
        assertThat(made.text("secret")).startsWith("whsec_");
        ApiAnswer read = DESK.endpoint(id);
        assertThat(read.text("url")).isEqualTo("http://localhost:1/x?y=z");
        assertThat(read.text("description")).isEqualTo("Books");
        assertThat(read.json().path("event_types").toString()).isEqualTo("[\"sale.completed\",\"sale.refunded\"]");
        ApiAnswer all = Desk.expect(200, all(Desk.SELLER));
        assertThat(all.json().path("items")).hasSize(1);
        assertThat(read.body() + all.body()).doesNotContain("whsec_", "secret\"");
        assertThat(DESK.database.query(
                        "SELECT secret FROM webhook_endpoints WHERE store_id = ?",
                        row -> new String(row.bytes("secret"), java.nio.charset.StandardCharsets.ISO_8859_1),
                        store))
                .noneMatch(kept -> kept.contains("whsec_"));
    }

    @Test
    void a_store_has_ten_endpoints_however_many_are_made_at_once() {
        List<Integer> statuses =
                AtOnce.by(14, _ -> DESK.create(Desk.SELLER, store, """
                        {"url": "http://localhost:1", "event_types": ["sale.completed"]}""").status());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(10);
        ApiAnswer more = DESK.create(Desk.SELLER, store, """
                {"url": "http://localhost:1", "event_types": ["sale.completed"]}""");
        assertThat(more.status() + " " + more.code()).isEqualTo("409 too_many_webhook_endpoints");
        String one = all(Desk.SELLER).json().path("items").path(3).path("id").asString();
        Desk.expect(204, DESK.ask(Desk.SELLER, "DELETE", AN_ENDPOINT, one));
        DESK.endpoint(store, "http://localhost:2");
    }

    @Test
    void a_change_needs_the_newest_version() {
        String id = Desk.id(DESK.endpoint(store, "http://localhost:1"));
        String etag = DESK.endpoint(id).header("ETag");
        ApiAnswer changed = Desk.expect(200, DESK.change(id, """
                {"url": "http://localhost:2", "event_types": ["dispute.opened"], "description": ""}"""));
        assertThat(changed.text("url")).isEqualTo("http://localhost:2");
        assertThat(changed.header("ETag")).isNotEqualTo(etag);
        ApiRequest stale = Desk.request(Desk.SELLER, "PATCH", AN_ENDPOINT, id).json("{\"state\": \"disabled\"}");
        assertThat(stale.to(DESK.api).code()).isEqualTo("if_match_required");
        assertThat(stale.header("If-Match", etag).to(DESK.api).code()).isEqualTo("stale");
        assertThat(DESK.endpoint(id).text("state")).isEqualTo("enabled");
    }

    @Test
    void a_seller_disables_and_enables_an_endpoint_and_what_came_meanwhile_is_not_sent() {
        try (Receiver receiver = new Receiver()) {
            String id = Desk.id(DESK.endpoint(store, receiver.url()));
            ApiAnswer off = Desk.expect(200, DESK.change(id, "{\"state\": \"disabled\"}"));
            assertThat(off.text("disabled_because")).isEqualTo("by_seller");
            DESK.take(DESK.sale(store));
            ApiAnswer test = DESK.ask(Desk.SELLER, "POST", AN_ENDPOINT + "/test", id);
            assertThat(test.status() + " " + test.code()).isEqualTo("409 webhook_endpoint_disabled");
            ApiAnswer on = Desk.expect(200, DESK.change(id, "{\"state\": \"enabled\"}"));
            assertThat(on.text("disabled_because")).isEmpty();
            DESK.take(DESK.sale(store));
            assertThat(DESK.deliveries(id)).containsExactly("sale.completed delivered 1", "sale.completed not_sent 0");
            assertThat(receiver.got).hasSize(1);
        }
    }

    @Test
    void to_anybody_else_there_is_none() {
        String id = Desk.id(DESK.endpoint(store, "http://localhost:1"));
        DESK.ask(Desk.SELLER, "POST", AN_ENDPOINT + "/test", id);
        String delivery = DESK.newest(id);
        for (ApiAnswer answer : List.of(
                all("stranger"),
                DESK.create("stranger", store, """
                        {"url": "http://localhost:1", "event_types": ["sale.completed"]}"""),
                DESK.ask("stranger", "GET", AN_ENDPOINT, id),
                Desk.request("stranger", "PATCH", AN_ENDPOINT, id)
                        .header("If-Match", "\"v1\"")
                        .json("{\"state\": \"disabled\"}")
                        .to(DESK.api),
                DESK.ask("stranger", "DELETE", AN_ENDPOINT, id),
                DESK.ask("stranger", "POST", AN_ENDPOINT + "/rotate-secret", id),
                DESK.ask("stranger", "POST", AN_ENDPOINT + "/test", id),
                DESK.ask("stranger", "GET", AN_ENDPOINT + "/deliveries", id),
                DESK.ask("stranger", "GET", "/v1/webhook-deliveries/{webhook_delivery_id}", delivery),
                DESK.ask("stranger", "POST", "/v1/webhook-deliveries/{webhook_delivery_id}/redeliver", delivery))) {
            assertThat(answer.status() + " " + answer.code()).isEqualTo("404 not_found");
        }
    }

    @Test
    void what_was_removed_is_gone_with_all_that_it_was_told() {
        String id = Desk.id(DESK.endpoint(store, "http://localhost:1"));
        DESK.ask(Desk.SELLER, "POST", AN_ENDPOINT + "/test", id);
        String delivery = DESK.newest(id);
        Desk.expect(204, DESK.ask(Desk.SELLER, "DELETE", AN_ENDPOINT, id));
        assertThat(DESK.ask(Desk.SELLER, "GET", AN_ENDPOINT, id).status()).isEqualTo(404);
        assertThat(DESK.ask(Desk.SELLER, "DELETE", AN_ENDPOINT, id).status()).isEqualTo(404);
        assertThat(DESK.ask(Desk.SELLER, "GET", "/v1/webhook-deliveries/{webhook_delivery_id}", delivery)
                        .status())
                .isEqualTo(404);
        assertThat(DESK.take(Desk.asked(delivery))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/latest",
                "https://10.0.0.1/",
                "https://localhost/",
                "https://[::ffff:10.0.0.1]/",
                "https://user@hooks.example/",
                "ftp://hooks.example/"
            })
    void in_the_cloud_only_public_addresses_with_tls_are_taken(String url) {
        WebhooksHandler cloud = DESK.apiWith("WEBHOOK_TARGETS", "public");
        ApiAnswer refused = ApiRequest.request("POST", "/v1/stores/{store}/webhook-endpoints")
                .path("store", store.text())
                .bearer(Desk.token(Desk.SELLER))
                .json("""
                        {"url": "%s", "event_types": ["sale.completed"]}""".formatted(url))
                .to(cloud);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("url");
    }

    @Test
    void every_field_that_is_wrong_is_named() {
        assertThat(DESK.create(Desk.SELLER, store, "{}").wrongFields()).containsExactly("url", "event_types");
        assertThat(DESK.create(Desk.SELLER, store, """
                        {"url": "x", "event_types": ["sale.completed", "sale.completed", "nothing", "endpoint.tested"],
                         "description": "a\\u0000b"}""").wrongFields())
                .containsExactly("url", "event_types[1]", "event_types[2]", "event_types[3]", "description");
        String id = Desk.id(DESK.endpoint(store, "http://localhost:1"));
        assertThat(DESK.change(id, "{}").status()).isEqualTo(422);
        assertThat(DESK.change(id, "{\"event_types\": [], \"state\": \"gone\"}").wrongFields())
                .containsExactly("event_types", "state");
    }

    private ApiAnswer all(String person) {
        return ApiRequest.request("GET", "/v1/stores/{store}/webhook-endpoints")
                .path("store", store.text())
                .bearer(Desk.token(person))
                .to(DESK.api);
    }
}
