package dev.souk.local.page.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Environment;
import dev.souk.local.LocalOptions;
import dev.souk.local.LocalSouk;
import dev.souk.stripe.standin.payment.Decline;
import dev.souk.test.RealServices;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevPageTest {
    private static final Path CACHE = Path.of(System.getProperty("souk.cache", "target/cache"));

    private final Path folder;
    private final LocalSouk souk;
    private final Visitor visitor;

    DevPageTest(@TempDir Path folder) {
        this.folder = folder;
        RealServices.note("the whole system, for the developer's page");
        souk = LocalSouk.start(LocalOptions.forTests(folder.resolve("souk"), CACHE)
                .withPace(new LocalOptions.Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), 10_000, 5_000))
                .withSeeds());
        visitor = Visitor.of(souk);
    }

    @AfterAll
    void stop() {
        souk.close();
    }

    private JsonNode invocationOf(JsonNode order) {
        String id = order.path("id").asString();
        return visitor.get("invocations/"
                + visitor.seesInvocation(each -> each.path("title").asString().equals("POST /v1/orders")
                                && visitor.get("invocations/" + each.path("id").asString())
                                        .path("answer")
                                        .path("body")
                                        .path("id")
                                        .asString("")
                                        .equals(id))
                        .path("id")
                        .asString());
    }

    @Test
    void parked_events_are_sent_through_again_by_one_call() {
        JsonNode answer = visitor.post("parked-events/replay", "{}", 200);
        assertThat(answer.path("done").asInt(-1)).isZero();
        assertThat(answer.path("left").asInt(-1)).isZero();
        visitor.post("parked-events/forget", "{}", 404);
    }

    @Test
    void an_order_is_seen_with_its_route_its_status_how_long_it_took_and_what_it_logged() {
        JsonNode order = visitor.orders(visitor.product(false), "seen@example.com");

        JsonNode invocation = invocationOf(order);

        assertThat(invocation.path("function").asString()).isEqualTo("purchases");
        assertThat(invocation.path("method").asString()).isEqualTo("POST");
        assertThat(invocation.path("route").asString()).isEqualTo("/v1/orders");
        assertThat(invocation.path("outcome").asString()).isEqualTo("done");
        assertThat(invocation.path("result").asString()).isEqualTo("201");
        assertThat(invocation.path("took_ms").asDouble()).isPositive();
        assertThat(invocation.has("init_ms")).as("in this process all is warm").isFalse();
        assertThat(invocation.path("event").path("body").path("email").asString())
                .isEqualTo("seen@example.com");
        List<String> logged = new ArrayList<>();
        invocation
                .path("log")
                .forEach(line -> logged.add(JsonMapper.shared()
                        .readTree(line.asString())
                        .path("event")
                        .asString()));
        assertThat(logged).contains("order.placed", "http.answered");
    }

    @Test
    void a_refusal_is_told_from_success_and_the_route_from_the_path() {
        visitor.send(HttpRequest.newBuilder(visitor.at("/v1/products/prd_00000000000000000000000000")));

        JsonNode invocation = visitor.seesInvocation(
                each -> each.path("path").asString().endsWith("/prd_00000000000000000000000000"));

        assertThat(invocation.path("route").asString()).isEqualTo("/v1/products/{product_id}");
        assertThat(invocation.path("outcome").asString()).isEqualTo("refused");
        assertThat(invocation.path("result").asString()).isEqualTo("404");
    }

    @Test
    void what_opens_something_is_not_shown() {
        JsonNode order = visitor.orders(visitor.product(true), "masked@example.com");
        String token = order.path("purchase_token").asString();
        HttpResponse<String> read = visitor.send(HttpRequest.newBuilder(
                        visitor.at("/v1/orders/" + order.path("id").asString()))
                .header("Purchase-Token", token));
        assertThat(read.statusCode()).isEqualTo(200);
        visitor.seesInvocation(each -> each.path("function").asString().equals("worker-emails"));

        StringBuilder all = new StringBuilder();
        for (JsonNode each : visitor.get("invocations").path("invocations")) {
            all.append(visitor.get("invocations/" + each.path("id").asString()));
        }

        assertThat(token).hasSizeGreaterThan(20);
        assertThat(all.toString()).contains("masked@example.com", "•••").doesNotContain(token);
    }

    @Test
    void a_replayed_order_answers_as_it_did_and_is_no_second_order() {
        JsonNode order = visitor.orders(visitor.product(true), "replayed@example.com");
        JsonNode first = invocationOf(order);

        String id = visitor.post("invocations/" + first.path("id").asString() + "/replay", "{}", 202)
                .path("id")
                .asString();

        JsonNode replayed =
                visitor.seesInvocation(each -> each.path("id").asString().equals(id));
        JsonNode again = visitor.get("invocations/" + id);
        assertThat(id).isNotEqualTo(first.path("id").asString());
        assertThat(replayed.path("replay_of").asString())
                .isEqualTo(first.path("id").asString());
        assertThat(again.path("event")).isEqualTo(first.path("event"));
        assertThat(again.path("answer").path("statusCode").asInt()).isEqualTo(201);
        assertThat(again.path("answer").path("body"))
                .isEqualTo(first.path("answer").path("body"));
        assertThat(again.path("answer").toString()).contains("Idempotent-Replayed");
        assertThat(again.path("kin").findValuesAsString("id"))
                .contains(first.path("id").asString());
    }

    @Test
    void what_is_not_remembered_cannot_be_replayed() {
        visitor.post("invocations/00000000-0000-0000-0000-000000000000/replay", "{}", 404);
        visitor.post("invocations/nonsense/replay", "{}", 404);
    }

    @Test
    void a_forged_webhook_ends_in_the_dead_letters_and_comes_back_when_it_is_sent_back() {
        visitor.send(HttpRequest.newBuilder(visitor.at("/v1/webhooks/stripe"))
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", "t=1,v1=forged")
                .POST(BodyPublishers.ofString("{\"id\":\"evt_forgedforged\",\"type\":\"charge.refunded\"}")));
        Visitor.awaitThat("a dead letter", () -> deadLetters() == 1);

        JsonNode letters = visitor.get("queues/payment-events/dead-letters").path("messages");
        assertThat(letters).hasSize(1);
        assertThat(letters.path(0).path("body").path("id").asString()).isEqualTo("evt_forgedforged");
        assertThat(deadLetters()).as("a look takes nothing").isEqualTo(1);
        JsonNode failed =
                visitor.seesInvocation(each -> each.path("result").asString().equals("1 of 1 failed"));
        assertThat(failed.path("title").asString()).isEqualTo("payment-events, 1 message");
        long before = worked();

        visitor.post("queues/payment-events/redrive", "{}", 202);

        Visitor.awaitThat("the worker gets it again", () -> worked() > before);
        Visitor.awaitThat("and it dies again", () -> deadLetters() == 1);

        visitor.post("queues/payment-events/purge", "{}", 422);
        assertThat(deadLetters()).isEqualTo(1);
        visitor.post("queues/payment-events/purge", "{\"confirm\":\"payment-events\"}", 200);
        Visitor.awaitThat("none is left", () -> deadLetters() == 0);
    }

    /** FAULT 24, from the event to the order that its buyer can open all the same. */
    @Test
    void an_address_that_bounced_gets_no_mail_and_its_purchase_can_be_opened() throws Exception {
        String bounce = """
                {"body":{"eventType":"Bounce","bounce":{"bounceType":"Permanent",
                "bouncedRecipients":[{"emailAddress":"Bounced@example.com"}]}}}""";
        visitor.post("queues/email-events/messages", bounce, 202);
        visitor.seesInvocation(each -> each.path("function").asString().equals("worker-email-events")
                && each.path("outcome").asString().equals("done"));

        JsonNode order = visitor.orders(visitor.product(true), "bounced@example.com");

        Visitor.awaitThat("the receipt is suppressed", () -> logged("worker-emails", "email.suppressed"));
        assertThat(visitor.send(HttpRequest.newBuilder(
                                visitor.at("/_local/inbox/api/messages?to=bounced%40example.com")))
                        .body())
                .isEqualTo("{\"messages\":[]}");
        assertThat(visitor.send(HttpRequest.newBuilder(visitor.at(
                                        "/v1/orders/" + order.path("id").asString()))
                                .header(
                                        "Purchase-Token",
                                        order.path("purchase_token").asString()))
                        .body())
                .contains("\"paid\"");
    }

    private boolean logged(String function, String event) {
        for (JsonNode each : visitor.get("invocations").path("invocations")) {
            if (each.path("function").asString().equals(function)
                    && visitor.get("invocations/" + each.path("id").asString())
                            .path("log")
                            .toString()
                            .contains(event)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void what_is_no_message_is_not_sent() {
        for (String body : List.of("{}", "{\"body\":1}", "{\"body\":\"\"}", "{\"body\":null}")) {
            visitor.post("queues/email-events/messages", body, 422);
        }
        visitor.post("queues/none/messages", "{\"body\":\"x\"}", 404);
    }

    private int deadLetters() {
        return visitor.queue("payment-events")
                .path("dead_letters")
                .path("depth")
                .asInt();
    }

    private long worked() {
        long worked = 0;
        for (JsonNode each : visitor.get("invocations").path("invocations")) {
            if (each.path("function").asString().equals("worker-payment-events")
                    && each.path("outcome").asString().equals("failed")) {
                worked++;
            }
        }
        return worked;
    }

    @Test
    void files_are_listed_a_page_at_a_time_and_come_as_downloads() {
        Map<String, String> variables = souk.info().services().bucket().variables();
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(String.valueOf(variables.get("AWS_ENDPOINT_URL_S3"))))
                .region(Region.of(String.valueOf(variables.get("AWS_REGION"))))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        String.valueOf(variables.get("AWS_ACCESS_KEY_ID")),
                        String.valueOf(variables.get("AWS_SECRET_ACCESS_KEY")))))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            for (int i = 0; i < 30; i++) {
                String key = "a-test/%02d.html".formatted(i);
                s3.putObject(
                        put -> put.bucket(variables.get("FILES_BUCKET"))
                                .key(key)
                                .contentType("text/html"),
                        RequestBody.fromString("<h1>" + key + "</h1>"));
            }
        }

        JsonNode first = visitor.get("files");
        JsonNode second = visitor.get(
                "files?after=" + URLEncoder.encode(first.path("next").asString(), StandardCharsets.UTF_8));

        assertThat(first.path("files")).hasSize(25);
        JsonNode file = first.path("files").path(0);
        assertThat(file.path("key").asString()).isEqualTo("a-test/00.html");
        assertThat(file.path("size").asInt()).isEqualTo("<h1>a-test/00.html</h1>".length());
        assertThat(file.path("content_type").asString()).isEqualTo("text/html");
        assertThat(file.path("modified").asString()).isNotEmpty();
        assertThat(second.path("files").findValuesAsString("key"))
                .contains("a-test/29.html")
                .doesNotContainAnyElementsOf(first.path("files").findValuesAsString("key"));
        assertThat(second.path("files").toString())
                .as("what the seeds uploaded")
                .contains("audio/wav");
        HttpResponse<String> link = visitor.send(visitor.api("files/content?key=a-test%2F00.html"));
        assertThat(link.statusCode()).isEqualTo(302);
        HttpResponse<String> content = visitor.send(HttpRequest.newBuilder(
                URI.create(link.headers().firstValue("Location").orElseThrow())));
        assertThat(content.body()).isEqualTo("<h1>a-test/00.html</h1>");
        assertThat(content.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void an_event_of_stripes_is_sent_again_and_many_times_at_once() {
        JsonNode order = visitor.orders(visitor.product(false), "resent@example.com");
        assertThat(pay(order).statusCode()).isEqualTo(200);
        JsonNode event = Visitor.await(
                "the event",
                () -> events().stream()
                        .filter(each -> each.path("type").asString().equals("checkout.session.completed")
                                && each.path("delivered").asBoolean())
                        .findFirst());
        String id = event.path("id").asString();

        assertThat(visitor.post("stripe/events/" + id + "/send", "{}", 200).path("answers"))
                .hasSize(1);
        JsonNode answers = visitor.post("stripe/events/" + id + "/send", "{\"times\":5}", 200)
                .path("answers");

        assertThat(answers).hasSize(5).allMatch(each -> each.asString().equals("200"));
        assertThat(visitor.get("stripe/events/" + id)
                        .path("data")
                        .path("object")
                        .asString())
                .isEqualTo("checkout.session");
        assertThat(visitor.get("stripe/events/" + id).path("attempts").asInt()).isEqualTo(7);
        visitor.post("stripe/events/" + id + "/send", "{\"times\":101}", 422);
        visitor.post("stripe/events/evt_unknown/send", "{}", 404);
        assertThat(souk.inbox().await(mail -> mail.isTo("resent@example.com"), Duration.ofSeconds(30)))
                .isPresent();
        assertThat(visitor.get("mails").path("mails").findValuesAsString("to"))
                .as("one receipt, however often the event came")
                .containsOnlyOnce("resent@example.com");
    }

    @Test
    void the_next_payment_fails_when_it_is_told_to_and_the_one_after_goes_well() {
        JsonNode order = visitor.orders(visitor.product(false), "declined@example.com");

        visitor.post("stripe/fail-next-payment", "{\"decline_code\":\"insufficient_funds\"}", 200);

        assertThat(visitor.get("stripe").path("next_payment_fails").asString()).isEqualTo("insufficient_funds");
        HttpResponse<String> declined = pay(order);
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("insufficient_funds");
        assertThat(pay(order).statusCode()).isEqualTo(200);
        visitor.post("stripe/fail-next-payment", "{\"decline_code\":\"no such thing\"}", 422);
    }

    @Test
    void webhooks_pause_and_calls_of_stripe_break_until_it_is_enough() {
        visitor.post("stripe/webhooks/pause", "{}", 200);
        assertThat(visitor.get("stripe").path("webhooks_paused").asBoolean()).isTrue();
        visitor.post("stripe/webhooks/resume", "{}", 200);
        assertThat(visitor.get("stripe").path("webhooks_paused").asBoolean()).isFalse();

        visitor.post("stripe/outages", "{\"fault\":\"rate_limited\",\"times\":1000}", 200);
        assertThat(souk.stripe().outagesAhead()).isGreaterThan(900);
        visitor.post("stripe/outages/end", "{}", 200);
        assertThat(souk.stripe().outagesAhead()).isZero();
        visitor.post("stripe/outages", "{\"fault\":\"an earthquake\"}", 422);
        visitor.post("stripe/outages", "{\"fault\":\"slow\",\"times\":0}", 422);
    }

    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        visitor.get("stripe").path("events").forEach(events::add);
        return events;
    }

    private HttpResponse<String> pay(JsonNode order) {
        String url = order.path("payment_url").asString();
        String session = url.substring(url.lastIndexOf('/') + 1);
        return visitor.send(
                HttpRequest.newBuilder(URI.create(souk.stripe().baseUrl() + "/_stand-in/sessions/" + session + "/pay"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: http://127.0.0.1:1",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void a_page_of_another_origin_is_refused_and_nothing_is_done(String said) {
        String[] header = said.split(": ", 2);

        HttpResponse<String> answer = visitor.send(visitor.api("stripe/fail-next-payment")
                .header("Content-Type", "application/json")
                .header(header[0], header[1])
                .POST(BodyPublishers.ofString("{\"decline_code\":\"stolen_card\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(souk.stripe().nextDecline()).isNotEqualTo(Optional.of(Decline.because("stolen_card")));
        for (String shown : new String[] {"invocations", "updates", "files/content?key=a"}) {
            assertThat(visitor.send(visitor.api(shown).header(header[0], header[1]))
                            .statusCode())
                    .as(shown)
                    .isEqualTo(403);
        }
    }

    @Test
    void a_form_of_another_site_is_refused_as_it_cannot_send_json() {
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "text/plain;application/json"}) {
            assertThat(visitor.send(visitor.api("stripe/webhooks/pause")
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(visitor.send(visitor.api("stripe/webhooks/pause").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(415);
        assertThat(visitor.send(visitor.api("stripe/webhooks/pause").method("OPTIONS", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(souk.stripe().areWebhooksPaused()).isFalse();
    }

    @Test
    void a_foreign_name_for_this_machine_opens_nothing() throws IOException {
        for (String path : new String[] {"/_local/dev/", "/_local/dev/api/invocations", "/_local/dev/api/updates"}) {
            assertThat(statusOf(path, "rebound.example")).as(path).isEqualTo(403);
        }
        assertThat(statusOf("/_local/dev/", "localhost")).isEqualTo(200);
    }

    private int statusOf(String path, String host) throws IOException {
        try (Socket socket = new Socket(souk.baseUrl().getHost(), souk.baseUrl().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        }
    }

    @Test
    void the_page_is_there_with_all_its_parts_and_may_read_no_text_as_markup() {
        HttpResponse<String> page = visitor.send(HttpRequest.newBuilder(visitor.at("/_local/dev/")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "<style", " style=", " onclick=");
        for (String part : new String[] {"dev.js", "dom.js", "timeline.js", "panels.js", "dev.css"}) {
            HttpResponse<String> answer = visitor.send(HttpRequest.newBuilder(visitor.at("/_local/dev/" + part)));
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            assertThat(answer.body())
                    .as(part)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
        assertThat(visitor.send(HttpRequest.newBuilder(visitor.at("/_local/dev")))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.send(HttpRequest.newBuilder(visitor.at("/_local/dev/package-info.class")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.send(visitor.api("nothing")).statusCode()).isEqualTo(404);
        assertThat(visitor.send(HttpRequest.newBuilder(visitor.at("/_local/"))).body())
                .contains("/_local/dev/");
    }

    @Test
    void an_open_page_hears_of_an_invocation_when_it_begins_and_when_it_ends() {
        try (OpenPage page = OpenPage.at(visitor.at("/_local/dev/api/updates"))) {
            page.hears("invocations", all -> all.path("invocations").isArray());
            assertThat(page.first().orElseThrow().name()).isEqualTo("invocations");
            for (String panel : new String[] {"queues", "stripe", "mails", "instances"}) {
                page.hears(panel, _ -> true);
            }

            visitor.orders(visitor.product(true), "heard@example.com");

            JsonNode begun = page.hears(
                    "invocation", line -> isOrder(line) && line.path("running").asBoolean());
            JsonNode ended = page.hears(
                    "invocation",
                    line -> isOrder(line)
                            && line.path("id").equals(begun.path("id"))
                            && !line.path("running").asBoolean());
            assertThat(begun.path("outcome").asString()).isEqualTo("running");
            assertThat(ended.path("result").asString()).isEqualTo("201");
            page.hears(
                    "mails",
                    state -> state.path("mails").findValuesAsString("to").contains("heard@example.com"));
        }
    }

    private static boolean isOrder(JsonNode line) {
        return line.path("title").asString().equals("POST /v1/orders");
    }

    @Test
    void functions_in_this_process_have_no_instances_to_end() {
        assertThat(visitor.get("instances").path("isolated").asBoolean()).isFalse();
        visitor.post("instances/" + ProcessHandle.current().pid() + "/kill", "{}", 404);
    }

    @Test
    void services_of_theirs_are_shown_as_far_as_they_can_be_and_what_cannot_be_done_is_said() {
        Map<String, String> theirs = new HashMap<>(souk.info().services().variables());
        theirs.put("MAIL_FROM", "Shop <shop@example.com>");
        try (LocalSouk second = LocalSouk.start(
                LocalOptions.forTests(folder.resolve("second"), CACHE).withEnvironment(Environment.of(theirs)))) {
            Visitor other = Visitor.of(second);

            assertThat(other.get("queues").path("ours").asBoolean()).isFalse();
            assertThat(other.queue("emails").path("dead_letters").path("name").asString())
                    .isEqualTo("emails-dead");
            assertThat(other.get("stripe").path("ours").asBoolean()).isFalse();
            assertThat(other.get("stripe").has("events")).isFalse();
            assertThat(other.post("stripe/webhooks/pause", "{}", 409)
                            .path("title")
                            .asString())
                    .contains("Stripe itself");
            assertThat(other.get("mails").path("ours").asBoolean()).isFalse();
            assertThat(other.get("files").path("files")).isNotEmpty();
            assertThat(other.get("files").path("ours").asBoolean()).isFalse();
        }
    }
}
