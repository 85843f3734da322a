package dev.souk.lambda.http;

import static dev.souk.test.ApiRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import dev.souk.test.Logged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private final Logged logged = new Logged();

    @Test
    void an_operation_that_needs_a_token_is_not_reached_without_one() {
        ApiAnswer answer = request("GET", "/v1/me").to(unreachable("users", "getMe"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_required");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer bad", "bearer", "Bearer", "Basic good:seller", "good:seller", " Bearer good:x", ""})
    void a_token_that_is_not_good_is_401_whatever_it_looks_like(String authorization) {
        ApiAnswer answer =
                request("GET", "/v1/me").header("Authorization", authorization).to(unreachable("users", "getMe"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token_invalid");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.wrongFields()).containsExactly("Authorization");
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        ApiAnswer answer = request("GET", "/v1/me")
                .header("authorization", "BEARER good:seller")
                .to(UsersUnderTest.with(
                        "getMe", r -> HttpResponse.ok(Map.of("is", r.caller().subject()))));
        assertThat(answer.text("is")).isEqualTo("seller");
    }

    @Test
    void an_access_token_reaches_what_it_has_the_scope_for_and_nothing_else() {
        UsersUnderTest stores =
                UsersUnderTest.with("listMyStores", _ -> HttpResponse.ok("reached"), new Cors(List.of()), logged);
        assertThat(request("GET", "/v1/me/stores")
                        .bearer("tok:stores:read,orders:read")
                        .to(stores)
                        .status())
                .isEqualTo(200);
        assertThat(logged.of("access_token.used")
                        .getFirst()
                        .path("access_token")
                        .asString())
                .startsWith("tok_");
        ApiAnswer refused =
                request("GET", "/v1/me/stores").bearer("tok:stores:write").to(unreachable("users", "listMyStores"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_scope");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        ApiAnswer person = request("PATCH", "/v1/me").bearer("tok:profile:read").to(unreachable("users", "updateMe"));
        assertThat(person.status()).isEqualTo(403);
        assertThat(person.code()).isEqualTo("sign_in_required");
    }

    @Test
    void what_is_for_admins_is_reached_by_them_alone() {
        assertThat(request("GET", "/v1/admin/stores/{store}")
                        .bearer("admin")
                        .to(UsersUnderTest.with("getStoreAsAdmin", _ -> HttpResponse.ok("reached")))
                        .status())
                .isEqualTo(200);
        ApiAnswer refused = request("GET", "/v1/admin/stores/{store}")
                .bearer("good:seller")
                .to(unreachable("users", "getStoreAsAdmin"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("admin_required");
        assertThat(request("GET", "/v1/admin/stores/{store}")
                        .bearer("tok:stores:read")
                        .to(unreachable("users", "getStoreAsAdmin"))
                        .code())
                .isEqualTo("sign_in_required");
    }

    @Test
    void an_access_token_that_calls_too_often_is_told_when_to_come_back() {
        ApiAnswer answer = request("GET", "/v1/me").bearer("tired").to(unreachable("users", "getMe"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too_many_requests");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    @Test
    void an_issuer_that_cannot_be_asked_is_503_and_not_401() {
        ApiAnswer answer = request("GET", "/v1/me").bearer("unknowable").to(unreachable("users", "getMe"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("issuer_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(logged.of("issuer.unavailable")).hasSize(1);
    }

    @Test
    void where_a_token_is_optional_none_is_fine_and_a_bad_one_is_not() {
        Endpoint whoIsIt =
                r -> HttpResponse.ok(Map.of("signed_in", r.findCaller().isPresent()));
        UsersUnderTest catalog = UsersUnderTest.of("catalog", "getProduct", whoIsIt, new Cors(List.of()), logged);

        assertThat(product().to(catalog).json().path("signed_in").asBoolean()).isFalse();
        assertThat(product()
                        .bearer("good:x")
                        .to(catalog)
                        .json()
                        .path("signed_in")
                        .asBoolean())
                .isTrue();
        assertThat(product().bearer("bad").to(catalog).code()).isEqualTo("token_invalid");
    }

    @Test
    void where_nobody_needs_a_token_what_is_sent_is_not_even_looked_at() {
        ApiAnswer answer = request("GET", "/v1/stores/{store}")
                .path("store", "x")
                .bearer("bad")
                .to(UsersUnderTest.with(
                        "getStore", r -> HttpResponse.ok(r.findCaller().isPresent())));
        assertThat(answer.body()).isEqualTo("false");
    }

    @Test
    void where_a_bearer_or_a_purchase_token_is_needed_a_call_with_neither_gets_nowhere() {
        assertThat(order().to(unreachable("purchases", "getOrder")).code()).isEqualTo("token_required");
        UsersUnderTest open = UsersUnderTest.of(
                "purchases", "getOrder", _ -> HttpResponse.ok("reached"), new Cors(List.of()), logged);
        assertThat(order().header("Purchase-Token", "anything").to(open).status())
                .isEqualTo(200);
        assertThat(order().bearer("good:x").to(open).status()).isEqualTo(200);
        assertThat(order().header("Purchase-Token", "anything")
                        .bearer("bad")
                        .to(open)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void no_token_and_nobodys_name_is_in_the_log() {
        request("GET", "/v1/me").bearer("bad-token-text").to(unreachable("users", "getMe"));
        request("GET", "/v1/me")
                .bearer("good:seller")
                .to(UsersUnderTest.with("getMe", _ -> HttpResponse.ok(1), new Cors(List.of()), logged));
        assertThat(logged.of("token.rejected")).hasSize(1);
        assertThat(logged.text()).doesNotContain("bad-token-text", "good:seller", "seller@example.com");
    }

    private static dev.souk.test.ApiRequest product() {
        return request("GET", "/v1/products/{product_id}").path("product_id", "x");
    }

    private static dev.souk.test.ApiRequest order() {
        return request("GET", "/v1/orders/{order_id}").path("order_id", "x");
    }

    private UsersUnderTest unreachable(String function, String operation) {
        return UsersUnderTest.of(
                function,
                operation,
                _ -> {
                    throw new AssertionError("reached");
                },
                new Cors(List.of()),
                logged);
    }
}
