package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.AtOnce;
import dev.souk.test.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final People PEOPLE = new People();

    @Test
    void of_two_who_open_the_same_letter_at_once_one_comes_in() {
        String secret = letter("one-seat");
        List<Integer> statuses = AtOnce.by(4, i -> accept("guest" + i, secret).status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 422, 422, 422);
    }

    @Test
    void a_letter_is_good_for_a_week() {
        String secret = letter("too-late");
        PEOPLE.database
                .open()
                .update(
                        "UPDATE invitations SET expires_at = ? WHERE email = ?",
                        Instant.now().minus(Duration.ofSeconds(1)),
                        "too-late@example.com");
        ApiAnswer late = accept("latecomer", secret);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("invitation_expired");
    }

    /** The secret is in the letter alone: the database has what it is known by. */
    @Test
    void an_invitation_is_kept_without_what_accepts_it() {
        String secret = letter("no-secret");
        assertThat(PEOPLE.database
                        .open()
                        .query(
                                "SELECT HEX(token_hash) AS hash FROM invitations WHERE email = 'no-secret@example.com'",
                                row -> row.text("hash")))
                .hasSize(1)
                .allMatch(hash -> !hash.equalsIgnoreCase(secret.substring("souk_inv_".length())));
    }

    /** Opens a store of this name and invites an editor; what is in the letter. */
    private static String letter(String name) {
        PEOPLE.opened("owner of " + name, name);
        ApiAnswer invited = PEOPLE.ask(ApiRequest.request("POST", "/v1/stores/{store}/invitations")
                .path("store", name)
                .bearer(TestIssuer.tokenFor("owner of " + name))
                .json("{\"email\": \"" + name + "@example.com\", \"role\": \"editor\"}"));
        assertThat(invited.status()).isEqualTo(201);
        return PEOPLE.database
                .open()
                .first(
                        "SELECT body FROM users_outbox WHERE body LIKE ?",
                        row -> row.text("body"),
                        "%" + name + "@example.com%")
                .orElseThrow()
                .replaceAll("(?s).*(souk_inv_[0-9a-f]{64}).*", "$1");
    }

    private static ApiAnswer accept(String guest, String secret) {
        return PEOPLE.ask(ApiRequest.request("POST", "/v1/me/invitations")
                .bearer(TestIssuer.tokenFor(guest))
                .json("{\"token\": \"" + secret + "\"}"));
    }
}
