package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.auth.AccessTokens;
import dev.souk.model.AccessScope;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Access tokens from their making to their end, on MariaDB. */
class AccessTokenTest {
    private static final People PEOPLE = new People();

    @Test
    void a_token_speaks_for_its_owner_as_far_as_its_scopes_go() {
        ApiAnswer made = make("owner", """
                {"name": "Release build", "scopes": ["profile:read", "stores:read"]}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("id")).matches("tok_[0-9a-hjkmnp-tv-z]{26}");
        String token = made.text("token");
        assertThat(token).matches("souk_pat_[0-9a-f]{64}").endsWith(made.text("ending"));
        assertThat(made.json().has("expires_at")).isFalse();

        ApiAnswer me = PEOPLE.me(token);
        assertThat(me.text("id"))
                .isEqualTo(PEOPLE.me(TestIssuer.tokenFor("owner")).text("id"));
        assertThat(me.text("email")).isEqualTo("owner@example.com");
        ApiAnswer refused = PEOPLE.openWith(token, """
                {"slug": "by-a-program", "name": "X"}""");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_scope");
        assertThat(refused.json().path("detail").asString()).contains("stores:write");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(PEOPLE.store("by-a-program").status()).isEqualTo(404);
    }

    @Test
    void what_only_a_person_should_do_no_token_does() {
        String token = make("cautious", everything()).text("token");
        assertThat(PEOPLE.rename(token, "\"v1\"", "{\"display_name\": \"X\"}").code())
                .isEqualTo("sign_in_required");
        ApiAnswer another =
                ask("POST", "/v1/me/access-tokens", token).json(everything()).to(PEOPLE.handler);
        assertThat(another.status()).isEqualTo(403);
        assertThat(another.code()).isEqualTo("sign_in_required");
        assertThat(ask("GET", "/v1/me/access-tokens", token).to(PEOPLE.handler).status())
                .isEqualTo(403);
    }

    @Test
    void the_secret_is_shown_once_and_kept_nowhere() {
        String token = make("secretive", everything()).text("token");
        String listed = list("secretive").body();
        assertThat(listed).doesNotContain(token).doesNotContain(token.substring("souk_pat_".length()));
        try (var database = PEOPLE.database.open()) {
            assertThat(database.query(
                            "SELECT HEX(token_hash) AS hash, name, scopes FROM access_tokens",
                            row -> row.text("hash") + row.text("name") + row.text("scopes")))
                    .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains(token.substring("souk_pat_".length())));
        }
    }

    @Test
    void a_list_says_when_each_was_used_and_has_no_one_elses() {
        String used = make("lister", """
                {"name": "Used", "scopes": ["profile:read"]}""").text("token");
        make("lister", """
                {"name": "Unused", "scopes": ["products:write", "products:read"], "expires_at": "2199-01-01T00:00:00Z"}""");
        make("somebody else", everything());
        Instant before = Instant.now().minus(Duration.ofSeconds(1));
        PEOPLE.me(used);
        var items = list("lister").json().path("items");
        assertThat(items).hasSize(2);
        assertThat(items.path(0).path("name").asString()).isEqualTo("Unused");
        assertThat(items.path(0).path("scopes").toString()).isEqualTo("[\"products:read\",\"products:write\"]");
        assertThat(items.path(0).path("expires_at").asString()).isEqualTo("2199-01-01T00:00:00Z");
        assertThat(items.path(0).has("last_used_at")).isFalse();
        assertThat(Instant.parse(items.path(1).path("last_used_at").asString())).isAfter(before);
    }

    @Test
    void a_revoked_token_is_refused_from_that_moment_on_and_only_its_owner_revokes_it() {
        ApiAnswer made = make("revoker", everything());
        String token = made.text("token");
        assertThat(revoke("stranger", made.text("id")).status()).isEqualTo(404);
        assertThat(PEOPLE.me(token).status()).isEqualTo(200);
        assertThat(revoke("revoker", made.text("id")).status()).isEqualTo(204);
        assertThat(PEOPLE.me(token).status()).isEqualTo(401);
        assertThat(PEOPLE.me(token).code()).isEqualTo("token_invalid");
        assertThat(revoke("revoker", made.text("id")).status()).isEqualTo(404);
        assertThat(revoke("revoker", "tok_x").status()).isEqualTo(404);
        assertThat(list("revoker").json().path("items").isEmpty()).isTrue();
    }

    @Test
    void a_token_is_over_when_it_has_expired() {
        ApiAnswer made = make("forgetful", """
                {"name": "Short", "scopes": ["profile:read"], "expires_at": "%s"}""".formatted(Instant.now().plusSeconds(3600)));
        assertThat(PEOPLE.me(made.text("token")).status()).isEqualTo(200);
        try (var database = PEOPLE.database.open()) {
            database.update(
                    "UPDATE access_tokens SET expires_at = ? WHERE ending = ? AND name = 'Short'",
                    Instant.now().minusMillis(1),
                    made.text("ending"));
        }
        assertThat(PEOPLE.me(made.text("token")).code()).isEqualTo("token_invalid");
    }

    @Test
    void what_is_no_token_of_ours_is_refused() {
        make("victim", everything());
        for (String text : List.of("souk_pat_", "souk_pat_" + "0".repeat(64), "souk_pat_' OR 1=1 -- ", "souk_pat_é")) {
            assertThat(PEOPLE.me(text).status()).as(text).isEqualTo(401);
        }
    }

    /** Red when a call only looks at what it may, and does not use it up in the same statement. */
    @Test
    void a_token_that_calls_too_often_is_told_when_to_come_back_however_many_machines_call() {
        String token = make("busy", """
                {"name": "Busy", "scopes": ["profile:read"]}""").text("token");
        Instant begun = Instant.now();
        List<ApiAnswer> answers = AtOnce.by(AccessTokens.BURST + 40, _ -> PEOPLE.me(token));
        long seconds = Duration.between(begun, Instant.now()).toSeconds() + 1;
        long served = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(served).isBetween((long) AccessTokens.BURST, AccessTokens.BURST + seconds * 5);
        assertThat(answers.stream().filter(answer -> answer.status() != 200)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("too_many_requests");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
        });
        assertThat(PEOPLE.me(TestIssuer.tokenFor("busy")).status())
                .as("the person is not held up")
                .isEqualTo(200);
    }

    @Test
    void the_fiftieth_token_is_the_last_however_many_are_made_at_once() {
        for (int i = 0; i < 46; i++) {
            assertThat(make("collector", everything()).status()).isEqualTo(201);
        }
        List<ApiAnswer> answers = AtOnce.by(10, _ -> make("collector", everything()));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(4);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .extracting(ApiAnswer::code)
                .containsOnly("too_many_access_tokens");
    }

    @Test
    void a_wish_that_is_not_right_is_refused_with_every_field_that_is_wrong() {
        record Case(String body, String... fields) {}
        for (Case each : List.of(
                new Case("{}", "name", "scopes"),
                new Case("{\"name\": \"x\", \"scopes\": []}", "scopes"),
                new Case("{\"name\": \"x\", \"scopes\": [\"products:read\", \"all\"]}", "scopes[1]"),
                new Case("{\"name\": \"x\", \"scopes\": [null]}", "scopes[0]"),
                new Case(
                        "{\"name\": \"" + "x".repeat(101)
                                + "\", \"scopes\": [\"orders:read\"], \"expires_at\": \"+10000-01-01T00:00:00Z\"}",
                        "name",
                        "expires_at"),
                new Case("{\"name\": \"x\", \"scopes\": [\"orders:read\"], \"expires_at\": \"soon\"}", "expires_at"),
                new Case(
                        "{\"name\": \"x\", \"scopes\": [\"orders:read\"], \"expires_at\": \"2020-01-01T00:00:00Z\"}",
                        "expires_at"),
                new Case("{\"name\": \"x\", \"scopes\": [\"orders:read\"], \"token\": \"mine\"}", "token"))) {
            ApiAnswer answer = make("careless", each.body);
            assertThat(answer.status()).as(each.body).isEqualTo(422);
            assertThat(answer.wrongFields()).as(each.body).containsExactlyInAnyOrder(each.fields);
        }
        assertThat(list("careless").json().path("items").isEmpty()).isTrue();
    }

    private static String everything() {
        return """
                {"name": "Everything", "scopes": [%s]}""".formatted(Arrays.stream(AccessScope.values())
                .map(scope -> "\"" + scope.text() + "\"")
                .collect(Collectors.joining(", ")));
    }

    private static ApiRequest ask(String method, String resource, String token) {
        return ApiRequest.request(method, resource).bearer(token);
    }

    private static ApiAnswer make(String owner, String json) {
        return ask("POST", "/v1/me/access-tokens", TestIssuer.tokenFor(owner))
                .json(json)
                .to(PEOPLE.handler);
    }

    private static ApiAnswer list(String owner) {
        return ask("GET", "/v1/me/access-tokens", TestIssuer.tokenFor(owner)).to(PEOPLE.handler);
    }

    private static ApiAnswer revoke(String owner, String id) {
        return ask("DELETE", "/v1/me/access-tokens/{access_token_id}", TestIssuer.tokenFor(owner))
                .path("access_token_id", id)
                .to(PEOPLE.handler);
    }
}
