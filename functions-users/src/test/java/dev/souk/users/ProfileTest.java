package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final People PEOPLE = new People();

    @Test
    void somebody_seen_for_the_first_time_has_a_profile() {
        ApiAnswer answer = PEOPLE.me(TestIssuer.tokenFor("first"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("id")).matches("usr_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(answer.text("email")).isEqualTo("first@example.com");
        assertThat(answer.json().path("email_verified").asBoolean()).isTrue();
        assertThat(answer.text("display_name")).isEqualTo("First");
        assertThat(answer.text("updated_at")).isEqualTo(answer.text("created_at"));
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(PEOPLE.me(TestIssuer.tokenFor("first")).body()).isEqualTo(answer.body());
    }

    @Test
    void twenty_first_requests_at_once_make_one_profile() {
        String token = TestIssuer.tokenFor("crowd");
        List<ApiAnswer> answers = AtOnce.by(20, _ -> PEOPLE.me(token));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(answers)
                .extracting(ApiAnswer::body)
                .containsOnly(answers.getFirst().body());
        try (var database = PEOPLE.database.open()) {
            assertThat(database.query("SELECT id FROM users WHERE subject = ?", row -> row.uuid("id"), "crowd"))
                    .hasSize(1);
        }
    }

    @Test
    void a_token_that_says_nothing_of_a_person_is_enough() {
        String token = TestIssuer.token(
                claims -> claims.subject("silent").claim("name", null).claim("email", null));
        ApiAnswer answer = PEOPLE.me(token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("display_name")).isEmpty();
        assertThat(answer.json().has("email")).isFalse();
    }

    @Test
    void a_name_in_a_token_is_made_fit_to_be_shown() {
        String token =
                TestIssuer.token(claims -> claims.subject("odd").claim("name", "\u202e A\u0000\nB " + "x".repeat(200)));
        assertThat(PEOPLE.me(token).text("display_name")).isEqualTo("A B " + "x".repeat(96));
    }

    @Test
    void the_address_follows_the_token_and_the_chosen_name_stays() {
        String etag = PEOPLE.me(TestIssuer.tokenFor("mover")).header("ETag");
        PEOPLE.rename(TestIssuer.tokenFor("mover"), etag, "{\"display_name\": \"Chosen\"}");
        String later = TestIssuer.token(claims -> claims.subject("mover")
                .claim("email", "moved@example.com")
                .claim("email_verified", false)
                .claim("name", "Another"));
        ApiAnswer answer = PEOPLE.me(later);
        assertThat(answer.text("email")).isEqualTo("moved@example.com");
        assertThat(answer.json().path("email_verified").asBoolean()).isFalse();
        assertThat(answer.text("display_name")).isEqualTo("Chosen");
        assertThat(answer.header("ETag")).isEqualTo("\"v3\"");
        String silent = TestIssuer.token(claims -> claims.subject("mover").claim("email", null));
        assertThat(PEOPLE.me(silent).text("email")).isEqualTo("moved@example.com");
    }

    @Test
    void a_profile_is_renamed_by_whoever_has_read_it() {
        String token = TestIssuer.tokenFor("renamed");
        String etag = PEOPLE.me(token).header("ETag");
        ApiAnswer answer = PEOPLE.rename(token, etag, "{\"display_name\": \"  Zoë 店 😀 \"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("display_name")).isEqualTo("Zoë 店 😀");
        assertThat(answer.header("ETag")).isNotEqualTo(etag);
        assertThat(PEOPLE.me(token).body()).isEqualTo(answer.body());
    }

    /** FAULTS.md, 41. */
    @Test
    void of_two_renamings_at_once_one_is_refused() {
        String token = TestIssuer.tokenFor("torn");
        String etag = PEOPLE.me(token).header("ETag");
        List<ApiAnswer> answers =
                AtOnce.by(2, i -> PEOPLE.rename(token, etag, "{\"display_name\": \"Name " + i + "\"}"));
        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(200, 412);
        String kept = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("display_name");
        assertThat(PEOPLE.me(token).text("display_name")).isEqualTo(kept);
    }

    @Test
    void an_edit_without_a_version_or_with_a_wrong_one_changes_nothing() {
        String token = TestIssuer.tokenFor("unsure");
        String before = PEOPLE.me(token).body();
        ApiAnswer without =
                PEOPLE.ask(ApiRequest.request("PATCH", "/v1/me").bearer(token).json("{\"display_name\": \"X\"}"));
        assertThat(without.status()).isEqualTo(428);
        assertThat(without.wrongFields()).containsExactly("If-Match");
        for (String tag : List.of("\"v7\"", "v1", "*", "\"v0\"", "W/\"v1\"", "\"\"", "\"v1\", \"v2\"")) {
            ApiAnswer wrong = PEOPLE.rename(token, tag, "{\"display_name\": \"X\"}");
            assertThat(wrong.status()).as(tag).isEqualTo(412);
            assertThat(wrong.wrongFields()).containsExactly("If-Match");
        }
        assertThat(PEOPLE.me(token).body()).isEqualTo(before);
    }

    @Test
    void a_name_that_is_none_is_refused_and_named() {
        String token = TestIssuer.tokenFor("careless");
        String before = PEOPLE.me(token).body();
        List<String> bodies = List.of(
                "{}",
                "{\"display_name\": null}",
                "{\"display_name\": 7}",
                "{\"display_name\": \"\"}",
                "{\"display_name\": \"   \"}",
                "{\"display_name\": \"" + "x".repeat(101) + "\"}",
                "{\"display_name\": \"a\\u0000b\"}",
                "{\"display_name\": \"a\\nb\"}",
                "{\"display_name\": \"\\u202eevil\"}",
                "{\"display_name\": \"\\ud800\"}");
        for (String body : bodies) {
            ApiAnswer answer = PEOPLE.rename(token, "\"v1\"", body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.wrongFields()).as(body).containsExactly("display_name");
        }
        ApiAnswer unknown = PEOPLE.rename(token, "\"v1\"", "{\"display_name\": \"X\", \"email\": \"a@example.com\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.wrongFields()).containsExactly("email");
        assertThat(PEOPLE.rename(token, "\"v1\"", "{\"display_name\": ").status())
                .isEqualTo(400);
        assertThat(PEOPLE.rename(token, "\"v1\"", "[]").status()).isEqualTo(422);
        assertThat(PEOPLE.me(token).body()).isEqualTo(before);
    }

    @Test
    void whoever_is_not_signed_in_has_no_profile() {
        ApiAnswer none = PEOPLE.ask(ApiRequest.request("GET", "/v1/me"));
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(PEOPLE.me("nonsense").status()).isEqualTo(401);
        assertThat(PEOPLE.me(TestIssuer.token(claims -> claims.audience("others")))
                        .status())
                .isEqualTo(401);
    }
}
