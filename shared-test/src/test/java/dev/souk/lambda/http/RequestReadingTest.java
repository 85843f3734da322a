package dev.souk.lambda.http;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.StoreId;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestReadingTest {
    private record Body(@Nullable String name, @Nullable Long price) {}

    private static final Endpoint READS = r -> HttpResponse.ok(r.json(Body.class));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|malformed_json|''",
                "[]|422|wrong_type|''",
                "{'nam':'x'}|422|unknown_field|nam",
                "{'name':1}|422|wrong_type|name",
                "{'price':'1'}|422|wrong_type|price",
                "{'price':1e30}|422|wrong_type|price",
                "{'name':null}|422|wrong_type|name",
                "{'name':'a','name':'b'}|422|duplicate_field|name",
                "' '|400|malformed_json|''",
            })
    void a_body_that_is_not_what_the_operation_takes_is_refused_and_the_field_named(
            String json, int status, String code, String field) {
        ApiAnswer answer = patch().json(json.replace('\'', '"')).to(UsersUnderTest.with("updateMe", READS));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.wrongFields()).containsExactly(field);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused_and_a_byte_order_mark_too() {
        byte[] latin1 = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xE9, '"', '}'};
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'};
        byte[] utf16 = {0, '{', 0, '}'};
        for (byte[] bytes : List.of(latin1, marked, utf16)) {
            ApiAnswer answer = patch().header("Content-Type", "application/json")
                    .base64(Base64.getEncoder().encodeToString(bytes))
                    .to(UsersUnderTest.with("updateMe", READS));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed_json");
        }
    }

    @Test
    void a_body_over_the_limit_is_413_and_one_at_the_limit_is_read() {
        String frame = "{\"name\":\"\"}";
        String fits = "{\"name\":\"" + "x".repeat(HttpRequest.LARGEST_BODY - frame.length()) + "\"}";
        UsersUnderTest function = UsersUnderTest.with("updateMe", READS);
        assertThat(patch().json(fits).to(function).status()).isEqualTo(200);
        ApiAnswer over = patch().json(fits + " ").to(function);
        assertThat(over.status()).isEqualTo(413);
        assertThat(over.code()).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/jsonp", "application/x-www-form-urlencoded", "", "multipart/form-data"
            })
    void a_body_of_another_media_type_is_415(String type) {
        ApiAnswer answer = patch().header("Content-Type", type)
                .base64(Base64.getEncoder().encodeToString(new byte[] {'{', '}'}))
                .to(UsersUnderTest.with("updateMe", READS));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.wrongFields()).containsExactly("Content-Type");
    }

    @Test
    void the_media_type_may_have_parameters_and_any_case() {
        ApiAnswer answer = patch().header("content-type", "Application/JSON ; charset=UTF-8")
                .base64(Base64.getEncoder().encodeToString(new byte[] {'{', '}'}))
                .to(UsersUnderTest.with("updateMe", READS));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_parameter_given_twice_is_400_when_it_may_stand_once() {
        ApiAnswer answer = request("GET", "/v1/stores/{store}")
                .path("store", "x")
                .query("limit", "1", "2")
                .to(UsersUnderTest.with("getStore", r -> HttpResponse.ok(r.query("limit"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("repeated_parameter");
        assertThat(answer.wrongFields()).containsExactly("limit");
    }

    @Test
    void every_value_of_a_parameter_and_of_a_header_arrives_in_order() {
        ApiAnswer answer = request("GET", "/v1/stores/{store}")
                .path("store", "x")
                .query("tag", "a", "b")
                .header("X-Thing", "1")
                .header("X-Thing", "2")
                .header("x-thing", "3")
                .to(UsersUnderTest.with(
                        "getStore",
                        r -> HttpResponse.ok(Map.of(
                                "tag",
                                r.query().get("tag"),
                                "thing",
                                r.headers().get("x-thing")))));
        assertThat(answer.json().path("tag").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(answer.json().path("thing").toString()).isEqualTo("[\"1\",\"2\",\"3\"]");
    }

    @Test
    void an_id_in_the_path_that_is_none_is_404() {
        ApiAnswer answer = request("GET", "/v1/stores/{store}")
                .path("store", "sto_x")
                .to(UsersUnderTest.with("getStore", r -> HttpResponse.ok(r.pathId("store", "store", StoreId::parse))));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"v7\"|7", "W/\"v7\"|-1", "*|-1", "v7|-1", "\"v\"|-1", "\"v99999999999\"|-1", "\"v1\", \"v2\"|-1"
            })
    void an_entity_tag_that_is_none_of_ours_matches_nothing(String tag, int version) {
        ApiAnswer answer =
                patch().header("If-Match", tag).to(UsersUnderTest.with("updateMe", r -> HttpResponse.ok(r.ifMatch())));
        assertThat(answer.body()).isEqualTo(String.valueOf(version));
    }

    @Test
    void an_edit_without_if_match_is_428() {
        ApiAnswer answer = patch().to(UsersUnderTest.with("updateMe", r -> HttpResponse.ok(r.ifMatch())));
        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.wrongFields()).containsExactly("If-Match");
    }

    @Test
    void a_problem_has_the_members_of_rfc_9457_and_ours() {
        ApiAnswer answer = patch().to(UsersUnderTest.with("updateMe", _ -> {
            throw new Refused(new Problem(
                    409,
                    "slug_taken",
                    "That name is taken.",
                    List.of(new Problem.FieldError("slug", "taken", "is taken")),
                    Optional.of(Duration.ofSeconds(3))));
        }));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        JsonNode problem = answer.json();
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "code", "detail", "request_id", "errors");
        assertThat(problem.path("type").asString()).isEqualTo("https://souk.dev/problems/slug_taken");
        assertThat(problem.path("title").asString()).isEqualTo("Slug taken");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("request_id").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(problem.path("errors").toString())
                .isEqualTo("[{\"field\":\"slug\",\"code\":\"taken\",\"message\":\"is taken\"}]");
    }

    private static ApiRequest patch() {
        return request("PATCH", "/v1/me").bearer("good:seller");
    }
}
