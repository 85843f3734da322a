package dev.souk.stripe.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import dev.souk.stripe.standin.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ControlTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    @Test
    void a_script_pays_and_watches_the_webhooks() throws StripeException {
        Session session = shop.session();
        HttpResponse<String> paid =
                shop.lever("POST", "/sessions/" + session.getId() + "/pay", "{\"card\": \"4242 4242 4242 4242\"}");

        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(json(paid).path("payment_status").asString()).isEqualTo("paid");
        assertThat(shop.lever("POST", "/sessions/" + session.getId() + "/pay", "")
                        .statusCode())
                .isEqualTo(409);
        Eventually.until(() -> json(shop.lever("GET", "/events", ""))
                .path("data")
                .valueStream()
                .allMatch(event -> event.path("delivered").asBoolean(false)));
        JsonNode last = json(shop.lever("GET", "/events", "")).path("data").get(0);
        assertThat(last.path("type").asString()).isEqualTo("checkout.session.completed");
        assertThat(last.at("/deliveries/0/attempts/0/httpStatus").asInt()).isEqualTo(200);
        String event = "/events/" + last.path("id").asString();
        assertThat(json(shop.lever("POST", event + "/duplicate", "{\"times\": 3}"))
                        .path("data"))
                .hasSize(3);
        assertThat(json(shop.lever("POST", event + "/resend", "")).path("data")).hasSize(1);
        assertThat(json(shop.lever("GET", "/sessions", "")).path("data")).hasSize(1);
    }

    @Test
    void the_next_payment_can_be_made_to_fail() throws StripeException {
        Session session = shop.session();
        shop.lever("POST", "/fail-next-payment", "{\"decline_code\": \"insufficient_funds\"}");

        String pay = "/sessions/" + session.getId() + "/pay";
        assertThat(json(shop.lever("POST", pay, "")).path("decline_code").asString())
                .isEqualTo("insufficient_funds");
        assertThat(shop.lever("POST", pay, "").statusCode()).isEqualTo(200);
    }

    @Test
    void debits_are_settled_sessions_expired_and_time_moved() throws StripeException {
        Session debit = shop.session();
        Session open = shop.session();
        shop.lever("POST", "/sessions/" + debit.getId() + "/pay", "{\"bank_debit\": \"fails\"}");

        assertThat(shop.lever("POST", "/sessions/" + debit.getId() + "/settle", "{\"succeeded\": false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("POST", "/sessions/" + open.getId() + "/expire", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("POST", "/sessions/" + open.getId() + "/expire", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(json(shop.lever("POST", "/clock/advance", "{\"seconds\": 60}"))
                        .path("now")
                        .asString())
                .isEqualTo("2026-11-23T12:01:00Z");
        shop.sink.next("checkout.session.async_payment_failed");
    }

    @Test
    void outages_are_ordered_and_called_off() throws StripeException {
        shop.lever("POST", "/outages", "{\"fault\": \"server_error\", \"times\": 5}");
        assertThat(shop.api("GET", "/v1/events", "").statusCode()).isEqualTo(500);
        shop.lever("DELETE", "/outages", "");
        assertThat(shop.api("GET", "/v1/events", "").statusCode()).isEqualTo(200);
        shop.lever("POST", "/webhooks/pause", "");
        Session session = shop.session();
        shop.standIn.expire(session.getId());
        shop.lever("POST", "/webhooks/resume", "");
        shop.sink.next("checkout.session.expired");
    }

    @Test
    void banks_and_buyers_have_levers_too() throws StripeException {
        String payment = shop.paid().getPaymentIntent();
        String body = "{\"payment\": \"" + payment + "\", \"amount\": 500}";
        String refund = json(shop.lever("POST", "/refunds", body)).path("id").asString();
        assertThat(shop.lever("POST", "/refunds/" + refund + "/settle", "{\"succeeded\": false}")
                        .statusCode())
                .isEqualTo(200);
        String dispute = json(shop.lever("POST", "/disputes", body)).path("id").asString();
        assertThat(shop.lever("POST", "/disputes/" + dispute + "/escalate", "").statusCode())
                .isEqualTo(409);
        assertThat(shop.lever("POST", "/disputes/" + dispute + "/review", "").statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("POST", "/disputes/" + dispute + "/decide", "{\"won\": false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.stripe.v1().disputes().retrieve(dispute).getStatus()).isEqualTo("lost");
        assertThat(shop.lever("POST", "/destinations/acct_1/cut-off", "").statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("POST", "/destinations/acct_1/empty-balance", "").statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("GET", "/destinations/acct_1/balances", "").body())
                .isEqualTo("{}");
        assertThat(shop.lever("POST", "/refunds", "{\"payment\": \"pi_none\"}").statusCode())
                .isEqualTo(400);
        assertThat(shop.lever("POST", "/refunds", "{\"payment\": \"" + payment + "\", \"amount\": -1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void faults_are_ordered_for_an_operation_and_for_webhooks() throws StripeException {
        shop.lever(
                "POST",
                "/outages",
                "{\"fault\": \"server_error\", \"operation\": \"POST /v1/checkout/sessions\", \"times\": 1}");
        assertThat(shop.api("GET", "/v1/events", "").statusCode()).isEqualTo(200);
        assertThat(shop.api("POST", "/v1/checkout/sessions", "mode=payment").statusCode())
                .isEqualTo(400);
        assertThat(shop.lever("POST", "/webhooks/faults", "{\"fault\": \"dropped\", \"types\": \"charge.*\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.lever("POST", "/webhooks/faults", "{\"fault\": \"eaten\"}")
                        .statusCode())
                .isEqualTo(400);
        shop.paid();
        shop.sink.next("checkout.session.completed");
        assertThat(shop.sink.drain()).noneMatch(received -> received.is("charge.succeeded"));
        assertThat(shop.lever("DELETE", "/webhooks/faults", "").statusCode()).isEqualTo(200);
        assertThat(shop.lever("POST", "/run-due", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_for_somebody_is_met_by_nobody_else() {
        shop.lever("POST", "/outages", "{\"fault\": \"rate_limited\", \"containing\": \"a@example.com\"}");
        assertThat(shop.api("POST", "/v1/checkout/sessions", "customer_email=b%40example.com")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.api("POST", "/v1/checkout/sessions", "customer_email=a%40example.com")
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void nonsense_is_refused() {
        assertThat(shop.lever("POST", "/outages", "{\"fault\": \"flood\"}").statusCode())
                .isEqualTo(400);
        assertThat(shop.lever("POST", "/outages", "{").statusCode()).isEqualTo(400);
        assertThat(shop.lever("POST", "/outages", "{\"fault\": \"slow\", \"times\": -1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.lever("POST", "/sessions/cs_none/pay", "").statusCode()).isEqualTo(404);
        assertThat(shop.lever("POST", "/events/evt_none/resend", "").statusCode())
                .isEqualTo(400);
        assertThat(shop.lever("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(shop.send(HttpRequest.newBuilder(URI.create(shop.standIn.baseUrl() + "/_stand-in/outages"))
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"fault\": \"server_error\"}")))
                        .statusCode())
                .isEqualTo(415);
    }
}
