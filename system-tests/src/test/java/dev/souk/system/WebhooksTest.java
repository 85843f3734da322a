package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A seller's program is told what happens in the store, and every problem on the way. As in the cloud, functions in LocalStack post to public addresses
 * alone, and this machine is none.
 */
@Tag("not-on-localstack")
class WebhooksTest {
    private final Target souk = Target.it();
    private final Shop shop = new Shop();
    private final String endpoints = "/v1/stores/" + shop.slug + "/webhook-endpoints";
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer receiver;

    private record Got(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void listen() throws IOException {
        assumeTrue(
                List.of("127.0.0.1", "localhost").contains(souk.base().getHost()),
                "nothing elsewhere can post to this machine");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        if (receiver != null) {
            receiver.stop(0);
        }
    }

    @Test
    void a_sale_is_told_signed_and_can_be_told_again() throws GeneralSecurityException {
        Reply made = registered();
        String endpoint = made.header("Location");
        String product = shop.product("A book", 700, Shop.bytes("the book"));
        Buyer buyer = new Buyer();
        Reply order = buyer.ordersAsGuest(product);
        buyer.pays(order, Buyer.GOOD_CARD);
        buyer.seesPaid(order);

        Got sale = hears(1, "sale.completed");
        assertThat(sale.signature()).isEqualTo("v1," + signature(made.text("secret"), sale));
        assertThat(Long.parseLong(sale.timestamp())).isBetween(now() - 60, now() + 5);
        assertThat(sale.body()).contains(order.text("id"), product).doesNotContain(buyer.name);

        Reply listed = souk.call("GET", endpoint + "/deliveries")
                .bearer(shop.token)
                .query("event_type", "sale.completed")
                .ok(200);
        String delivery = "/v1/webhook-deliveries/"
                + listed.json().path("items").path(0).path("id").asString();
        noted(delivery, "delivered", 1);
        Reply detail = souk.call("GET", delivery).bearer(shop.token).ok(200);
        assertThat(detail.text("payload")).isEqualTo(sale.body());
        JsonNode attempt = detail.json().path("log").path(0);
        assertThat(attempt.path("status").asInt()).isEqualTo(200);
        assertThat(attempt.path("response").asString()).isEqualTo("thanks");

        souk.call("POST", delivery + "/redeliver").bearer(shop.token).ok(200);
        assertThat(hears(2, "sale.completed").id()).isEqualTo(sale.id());
    }

    @Test
    void what_was_refused_waits_a_minute_and_is_taken_when_it_is_sent_again() {
        String endpoint = registered().header("Location");
        answer = 503;
        String delivery = "/v1/webhook-deliveries/"
                + souk.call("POST", endpoint + "/test")
                        .bearer(shop.token)
                        .ok(201)
                        .text("id");
        Got first = hears(1, "endpoint.tested");
        JsonNode waiting = noted(delivery, "pending", 1);
        Instant next = Instant.parse(waiting.path("next_attempt_at").asString());
        assertThat(next).isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(67));
        answer = 200;
        souk.call("POST", delivery + "/redeliver").bearer(shop.token).ok(200);
        assertThat(hears(2, "endpoint.tested").id()).isEqualTo(first.id());
        noted(delivery, "delivered", 2);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_its_seller_written_to_and_enabled_again() {
        String endpoint = registered().header("Location");
        answer = 410;
        souk.call("POST", endpoint + "/test").bearer(shop.token).ok(201);
        Reply disabled = Target.await("it is disabled", () -> {
            Reply now = souk.call("GET", endpoint).bearer(shop.token).ok(200);
            return Optional.of(now).filter(reply -> reply.text("state").equals("disabled"));
        });
        assertThat(disabled.text("disabled_because")).isEqualTo("gone");
        Target.await("the seller has a mail of it", () -> {
            for (JsonNode mail : souk.mailsTo(shop.email())) {
                if (mail.path("subject").asString().startsWith("A webhook endpoint was disabled")) {
                    return Optional.of(mail);
                }
            }
            return Optional.empty();
        });
        assertThat(souk.call("POST", endpoint + "/test")
                        .bearer(shop.token)
                        .wrong(409)
                        .code())
                .isEqualTo("webhook_endpoint_disabled");
        String delivery = "/v1/webhook-deliveries/"
                + souk.call("GET", endpoint + "/deliveries")
                        .bearer(shop.token)
                        .query("state", "failed")
                        .ok(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(souk.call("POST", delivery + "/redeliver")
                        .bearer(shop.token)
                        .wrong(409)
                        .code())
                .isEqualTo("webhook_endpoint_disabled");
        answer = 200;
        souk.call("PATCH", endpoint)
                .bearer(shop.token)
                .header("If-Match", disabled.header("ETag"))
                .json("{\"state\":\"enabled\"}")
                .ok(200);
        souk.call("POST", delivery + "/redeliver").bearer(shop.token).ok(200);
        hears(2, "endpoint.tested");
    }

    @Test
    void addresses_of_somebodys_network_and_redirects_are_not_posted_to() {
        Reply metadata = souk.call("POST", endpoints)
                .bearer(shop.token)
                .json("{\"url\":\"http://169.254.169.254/latest/meta-data\",\"event_types\":[\"sale.completed\"]}")
                .wrong(422);
        assertThat(metadata.json().path("errors").path(0).path("field").asString())
                .isEqualTo("url");
        String endpoint = registered().header("Location");
        answer = 307;
        String delivery = "/v1/webhook-deliveries/"
                + souk.call("POST", endpoint + "/test")
                        .bearer(shop.token)
                        .ok(201)
                        .text("id");
        hears(1, "endpoint.tested");
        noted(delivery, "pending", 1);
        JsonNode attempt = souk.call("GET", delivery)
                .bearer(shop.token)
                .ok(200)
                .json()
                .path("log")
                .path(0);
        assertThat(attempt.path("result").asString()).isEqualTo("redirected");
        assertThat(got).hasSize(1);
    }

    @Test
    void what_cannot_be_is_refused_and_says_why() {
        Reply made = registered();
        String endpoint = made.header("Location");
        assertThat(wrong("POST", endpoints, "{", 400)).isEqualTo("malformed_json");
        assertThat(wrong("POST", endpoints, "{\"url\":\"x\",\"event_types\":[]}", 422))
                .isEqualTo("invalid_fields");
        assertThat(wrong("PATCH", endpoint, "{\"state\":\"disabled\"}", 428)).isEqualTo("if_match_required");
        assertThat(souk.call("PATCH", endpoint)
                        .bearer(shop.token)
                        .header("If-Match", "\"v77\"")
                        .json("{\"state\":\"disabled\"}")
                        .wrong(412)
                        .code())
                .isEqualTo("stale");
        assertThat(souk.call("PATCH", endpoint)
                        .bearer(shop.token)
                        .header("If-Match", made.header("ETag"))
                        .json("{\"state\":\"asleep\"}")
                        .wrong(422)
                        .code())
                .isEqualTo("invalid_fields");
        assertThat(souk.call("GET", endpoint + "/deliveries")
                        .bearer(shop.token)
                        .query("cursor", "mine")
                        .wrong(400)
                        .code())
                .isEqualTo("invalid_cursor");
        for (int i = 1; i < 10; i++) {
            registered();
        }
        assertThat(wrong("POST", endpoints, body(), 409)).isEqualTo("too_many_webhook_endpoints");
        assertThat(souk.call("GET", endpoints).bearer(shop.token).ok(200).json().path("items"))
                .hasSize(10);
        Reply rotated = souk.call("POST", endpoint + "/rotate-secret")
                .bearer(shop.token)
                .ok(200);
        assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
        souk.call("DELETE", endpoint).bearer(shop.token).ok(204);
        souk.call("GET", endpoint).bearer(shop.token).wrong(404);
    }

    /** The delivery, once what came of its latest attempt is written down. */
    private JsonNode noted(String delivery, String state, int attempts) {
        return Target.await("the delivery is " + state, () -> {
            JsonNode all = souk.call("GET", delivery).bearer(shop.token).ok(200).json();
            JsonNode now = all.path("delivery");
            return now.path("state").asString().equals(state) && all.path("log").size() == attempts
                    ? Optional.of(now)
                    : Optional.empty();
        });
    }

    private String wrong(String method, String path, String json, int status) {
        return souk.call(method, path)
                .bearer(shop.token)
                .json(json)
                .wrong(status)
                .code();
    }

    private Reply registered() {
        return souk.call("POST", endpoints).bearer(shop.token).json(body()).ok(201);
    }

    private String body() {
        return "{\"url\":\"http://127.0.0.1:%d/souk\",\"event_types\":[\"sale.completed\",\"sale.refunded\"]}"
                .formatted(receiver.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (answer / 100 == 3) {
                exchange.getResponseHeaders().set("Location", body());
            }
            byte[] said = "thanks".getBytes(StandardCharsets.UTF_8);
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
            exchange.sendResponseHeaders(answer, said.length);
            exchange.getResponseBody().write(said);
        }
    }

    /** The {@code number}th post of the type. */
    private Got hears(int number, String type) {
        return Target.await(type + " is told for the " + number + ". time", () -> {
            List<Got> of = got.stream()
                    .filter(one -> one.body().contains("\"type\":\"" + type + "\""))
                    .toList();
            return of.size() < number ? Optional.empty() : Optional.of(of.get(number - 1));
        });
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** As the specification has it, without any code of ours. */
    private static String signature(String secret, Got message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal((message.id() + "." + message.timestamp() + "." + message.body())
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
