package dev.souk.lambda.http;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.json.Json;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.FakeContext;
import dev.souk.test.Logged;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpFunctionTest {
    private record Hello(String name) {}

    private record NameBody(@Nullable String name) {}

    private final Logged logged = new Logged();

    @Test
    void a_response_carries_the_request_id_and_is_not_to_be_stored() {
        ApiAnswer answer = request("GET", "/v1/stores/{store}")
                .path("store", "paper-lanterns")
                .to(UsersUnderTest.with("getStore", r -> HttpResponse.ok(new Hello(r.pathParameter("store")))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"paper-lanterns\"}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Request-Id")).hasSize(36);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void the_event_of_a_get_as_api_gateway_sends_it_is_understood() throws IOException {
        String event = """
                {"resource":"/v1/stores/{store}","path":"/v1/stores/paper-lanterns","httpMethod":"GET",
                 "headers":null,"multiValueHeaders":null,"queryStringParameters":null,
                 "multiValueQueryStringParameters":null,"pathParameters":{"store":"paper-lanterns"},
                 "stageVariables":null,"requestContext":{"resourceId":"a","requestId":"req-1","apiId":"x",
                 "authorizer":{"claims":{"sub":"x"}},"identity":{"sourceIp":"203.0.113.7","userAgent":null}},
                 "body":null,"isBase64Encoded":false}
                """;

        JsonNode answer = raw(UsersUnderTest.with("getStore", r -> HttpResponse.ok(new Hello(r.path()))), event);

        assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.path("headers").path("X-Request-Id").asString()).isEqualTo("req-1");
        assertThat(answer.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{}", "{\"httpMethod\":1,\"resource\":[]}", "{\"a\":1"})
    void what_is_no_event_of_the_gateway_is_answered_with_500_and_noted(String event) throws IOException {
        JsonNode answer = raw(
                UsersUnderTest.with("getMe", _ -> HttpResponse.ok(new Hello("x")), new Cors(List.of()), logged), event);

        assertThat(answer.path("statusCode").asInt()).isEqualTo(500);
        assertThat(Json.tree(answer.path("body").asString()).path("code").asString())
                .isEqualTo("internal_error");
        assertThat(logged.of("http.no_proxy_event")).hasSize(1);
    }

    @Test
    void head_answers_as_get_does_without_the_body() {
        ApiAnswer answer = request("HEAD", "/v1/stores/{store}")
                .path("store", "x")
                .to(UsersUnderTest.with(
                        "getStore", r -> HttpResponse.ok(new Hello(r.method())).version(3)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"v3\"");
    }

    @Test
    void a_problem_at_head_has_no_body_either() {
        ApiAnswer answer = request("HEAD", "/v1/me").to(UsersUnderTest.with("getMe", _ -> HttpResponse.ok(1)));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void an_unknown_address_is_404_and_a_known_one_with_a_wrong_method_is_405_with_what_it_takes() {
        UsersUnderTest function = UsersUnderTest.with("getMe", _ -> HttpResponse.ok(1));

        assertThat(request("GET", "/v1/nothing").to(function).code()).isEqualTo("not_found");
        ApiAnswer wrong = request("DELETE", "/v1/me").to(function);
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.code()).isEqualTo("method_not_allowed");
        assertThat(List.of(wrong.header("Allow").split(", ")))
                .containsExactlyInAnyOrder("GET", "PATCH", "HEAD", "OPTIONS");
    }

    @Test
    void an_endpoint_that_throws_gives_a_problem_that_tells_nothing_and_a_log_line_that_quotes_nothing() {
        ApiAnswer answer = request("GET", "/v1/me")
                .bearer("good:seller")
                .to(UsersUnderTest.with(
                        "getMe",
                        _ -> {
                            throw new IllegalStateException(
                                    "SELECT secret FROM users", new IOException("seller@example.com"));
                        },
                        new Cors(List.of()),
                        logged));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("internal_error");
        assertThat(answer.body()).doesNotContain("SELECT", "seller@", "Exception", "dev.souk.lambda", ".java");
        assertThat(logged.text()).doesNotContain("SELECT", "seller@example.com");
        JsonNode line = logged.of("http.failed").getFirst();
        assertThat(line.path("level").asString()).isEqualTo("ERROR");
        assertThat(line.path("operation").asString()).isEqualTo("getMe");
        assertThat(line.path("cause").asString())
                .contains("java.lang.IllegalStateException", "java.io.IOException", "HttpFunctionTest");
        assertThat(line.path("request_id").asString()).isEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void a_database_that_cannot_be_had_is_503_with_a_time_to_come_back() {
        Database nowhere = new Database(new DatabaseSettings(
                "jdbc:mysql://127.0.0.1:1/none", "souk", new Secret("hush"), 1, Duration.ofSeconds(1)));
        ApiAnswer answer = request("GET", "/v1/me")
                .bearer("good:seller")
                .to(UsersUnderTest.with(
                        "getMe",
                        _ -> HttpResponse.ok(nowhere.update("DELETE FROM users")),
                        new Cors(List.of()),
                        logged));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(logged.of("database.unavailable")).hasSize(1);
        assertThat(logged.text()).doesNotContain("DELETE", "hush", "127.0.0.1");
    }

    @Test
    void a_stack_overflow_and_a_missing_class_are_answered_as_well() {
        for (Error error : List.of(new StackOverflowError(), new NoClassDefFoundError("x"))) {
            ApiAnswer answer = request("GET", "/v1/me").bearer("good:a").to(UsersUnderTest.with("getMe", _ -> {
                throw error;
            }));
            assertThat(answer.code()).isEqualTo("internal_error");
        }
    }

    @Test
    void each_request_leaves_one_line_with_its_operation_and_status_and_without_its_contents() {
        request("PATCH", "/v1/me")
                .bearer("good:seller")
                .query("q", "private-query")
                .json("{\"name\":\"private-name\"}")
                .to(UsersUnderTest.with("updateMe", _ -> HttpResponse.ok(1), new Cors(List.of()), logged));

        assertThat(logged.lines()).hasSize(1);
        JsonNode line = logged.lines().getFirst();
        assertThat(line.path("event").asString()).isEqualTo("http.answered");
        assertThat(line.path("operation").asString()).isEqualTo("updateMe");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(logged.text()).doesNotContain("private", "good:seller");
    }

    @Test
    void a_body_is_read_from_base64_and_from_text_alike() {
        UsersUnderTest function = UsersUnderTest.with(
                "updateMe",
                r -> HttpResponse.ok(
                        new Hello(String.valueOf(r.json(NameBody.class).name()))));
        String json = "{\"name\":\"é😀\"}";

        ApiAnswer plain = patch().json(json).to(function);
        ApiAnswer encoded = patch().header("Content-Type", "application/json; charset=utf-8")
                .base64(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)))
                .to(function);

        assertThat(plain.text("name")).isEqualTo("é😀");
        assertThat(encoded.text("name")).isEqualTo("é😀");
    }

    @Test
    void a_body_that_is_said_to_be_base64_and_is_not_is_400() {
        ApiAnswer answer = patch().header("Origin", UsersUnderTest.ORIGIN)
                .base64("%%%")
                .to(UsersUnderTest.with("updateMe", _ -> HttpResponse.ok(1)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_body");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(UsersUnderTest.ORIGIN);
    }

    @Test
    void fifty_threads_on_one_instance_do_not_mix_their_requests() throws Exception {
        int threads = 50;
        CyclicBarrier together = new CyclicBarrier(threads);
        UsersUnderTest function = UsersUnderTest.with(
                "updateMe",
                r -> {
                    together.await();
                    return HttpResponse.ok(Map.of(
                            "caller",
                            r.caller().subject(),
                            "name",
                            String.valueOf(r.json(NameBody.class).name()),
                            "request",
                            r.requestId()));
                },
                new Cors(List.of()),
                logged);
        List<Callable<ApiAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String name = "person-" + i;
            calls.add(() -> request("PATCH", "/v1/me")
                    .bearer("good:" + name)
                    .json("{\"name\":\"" + name + "\"}")
                    .to(function));
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<ApiAnswer>> answers = pool.invokeAll(calls);
            for (int i = 0; i < threads; i++) {
                ApiAnswer answer = answers.get(i).get();
                assertThat(answer.text("caller")).isEqualTo("person-" + i);
                assertThat(answer.text("name")).isEqualTo("person-" + i);
                assertThat(answer.text("request")).isEqualTo(answer.header("X-Request-Id"));
            }
        }
        assertThat(logged.lines())
                .extracting(line -> line.path("request_id").asString())
                .doesNotHaveDuplicates()
                .hasSize(threads);
    }

    @Test
    void what_is_logged_of_a_request_carries_the_trace_that_lambda_told() {
        HttpFunction users =
                UsersUnderTest.with("getStore", _ -> HttpResponse.ok(new Hello("store")), new Cors(List.of()), logged);
        request("GET", "/v1/stores/{store}")
                .traced("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
                .to(users);
        request("GET", "/v1/stores/{store}").to(users);
        assertThat(logged.of("http.answered"))
                .extracting(line -> line.path("trace_id").asString("none"))
                .containsExactly("1-5759e988-bd862e3fe1be46a994272793", "none");
    }

    private static ApiRequest patch() {
        return request("PATCH", "/v1/me").bearer("good:seller");
    }

    private static JsonNode raw(HttpFunction function, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new FakeContext());
        return Json.tree(out.toByteArray());
    }
}
