package dev.souk.lambda.http;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.config.Environment;
import dev.souk.test.ApiAnswer;
import dev.souk.test.Logged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorsTest {
    private static final String SHOP = "https://souk.example";

    @Test
    void a_page_of_a_listed_origin_may_read_the_answer() {
        ApiAnswer answer = get(new Cors(List.of("https://other.example", SHOP)), SHOP);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "X-Request-Id", "Location");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void a_page_of_another_origin_may_not() {
        for (String origin : List.of("https://evil.example", "null", SHOP + ".evil.example", "http://souk.example")) {
            ApiAnswer answer = get(new Cors(List.of(SHOP)), origin);
            assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
            assertThat(answer.header("Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void with_a_star_every_page_may() {
        ApiAnswer answer = get(new Cors(List.of("*")), "https://anybody.example");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.headers()).doesNotContainKey("Vary");
    }

    @Test
    void a_problem_can_be_read_by_the_page_too() {
        ApiAnswer answer = request("GET", "/v1/me").header("Origin", SHOP).to(function(new Cors(List.of(SHOP))));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    }

    @Test
    void a_preflight_says_which_methods_and_headers_an_address_takes_and_needs_no_token() {
        ApiAnswer answer = request("OPTIONS", "/v1/me")
                .header("Origin", SHOP)
                .header("Access-Control-Request-Method", "PATCH")
                .to(function(new Cors(List.of(SHOP))));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET", "PATCH");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Purchase-Token");
    }

    @Test
    void a_preflight_of_another_origin_allows_nothing() {
        ApiAnswer answer = request("OPTIONS", "/v1/me")
                .header("Origin", "https://evil.example")
                .to(function(new Cors(List.of(SHOP))));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Methods");
    }

    @Test
    void a_preflight_of_an_unknown_address_is_404() {
        assertThat(request("OPTIONS", "/v1/nothing")
                        .header("Origin", SHOP)
                        .to(function(new Cors(List.of(SHOP))))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void without_configuration_no_origin_is_allowed() {
        assertThat(Cors.from(Environment.of(Map.of())).origins()).isEmpty();
        assertThat(Cors.from(Environment.of(Map.of("CORS_ORIGINS", " a , b "))).origins())
                .containsExactly("a", "b");
    }

    private static ApiAnswer get(Cors cors, String origin) {
        return request("GET", "/v1/stores/{store}")
                .path("store", "x")
                .header("origin", origin)
                .to(function(cors));
    }

    private static UsersUnderTest function(Cors cors) {
        return UsersUnderTest.with("getStore", _ -> HttpResponse.ok(1), cors, new Logged());
    }
}
