package dev.souk.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAnswerTest {
    private final GatewayFixture gateway = new GatewayFixture();

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> answerTo(String payload) {
        gateway.echo.returns(payload);
        return gateway.send(gateway.to("/v1/products"));
    }

    @Test
    void status_headers_and_body_are_those_of_the_function() {
        HttpResponse<String> response = answerTo("""
                {"statusCode": 404, "headers": {"Content-Type": "application/problem+json", "X-Yes": true},
                 "body": "{\\"a\\":\\"ä\\"}", "isBase64Encoded": false}""");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("X-Yes")).contains("true");
        assertThat(response.body()).isEqualTo("{\"a\":\"ä\"}");
    }

    @Test
    void an_empty_object_is_an_empty_200_of_type_json() {
        HttpResponse<String> response = answerTo("{}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void many_values_of_a_header_stay_many_and_win_over_the_single_one() {
        HttpResponse<String> response = answerTo("""
                {"headers": {"Set-Cookie": "c=0"}, "multiValueHeaders": {"set-cookie": ["a=1", "b=2"]}}""");

        assertThat(response.headers().allValues("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void headers_that_are_not_the_functions_to_set_are_renamed_or_dropped() {
        HttpResponse<String> response = answerTo("""
                {"headers": {"WWW-Authenticate": "Bearer", "Server": "mine", "Date": "yesterday", "Connection": "close",
                             "Transfer-Encoding": "chunked", "Via": "me", "Content-Length": "3", "ETag": "\\"1\\""},
                 "body": "whole"}""");

        assertThat(response.headers().map().keySet().stream().map(String::toLowerCase))
                .contains(
                        "x-amzn-remapped-www-authenticate",
                        "x-amzn-remapped-server",
                        "x-amzn-remapped-date",
                        "x-amzn-remapped-connection",
                        "x-amzn-remapped-content-length",
                        "etag")
                .doesNotContain("www-authenticate", "transfer-encoding", "via", "server");
        assertThat(response.headers().firstValue("date").orElse("")).isNotEqualTo("yesterday");
        assertThat(response.body()).isEqualTo("whole");
    }

    @Test
    void a_body_in_base64_is_decoded() {
        assertThat(answerTo("{\"body\": \"aMOkdHRl\", \"isBase64Encoded\": true}")
                        .body())
                .isEqualTo("hätte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"text\"",
                "[]",
                "not json",
                "{\"statusCode\": \"teapot\"}",
                "{\"statusCode\": 99}",
                "{\"statusCode\": 200, \"extra\": 1}",
                "{\"body\": {\"a\": 1}}",
                "{\"headers\": []}",
                "{\"headers\": {\"X\": 1}}",
                "{\"headers\": {\"X\": \"a\\r\\nInjected: b\"}}",
                "{\"headers\": {\"X Y\": \"a\"}}",
                "{\"multiValueHeaders\": {\"X\": \"a\"}}",
                "{\"body\": \"%%%\", \"isBase64Encoded\": true}",
                "{\"errorMessage\": \"secret\", \"errorType\": \"java.lang.Error\"}"
            })
    void what_is_no_proxy_answer_is_a_502_that_tells_nothing(String payload) {
        HttpResponse<String> response = answerTo(payload);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("InternalServerErrorException");
        assertThat(response.headers().firstValue("Injected")).isEmpty();
    }

    @Test
    void a_header_outside_of_latin_1_cannot_become_a_line_break() {
        HttpResponse<String> response = answerTo("{\"headers\": {\"X-Name\": \"a\\u010d\\u010aInjected: b\"}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Injected")).isEmpty();
    }
}
