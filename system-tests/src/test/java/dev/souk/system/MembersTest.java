package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Members of a store, from the letter to the door. */
@Tag("any-mode")
@Tag("not-on-localstack") // There as in the cloud each letter waits for the next minute's sweep.
class MembersTest {
    private static final Target SOUK = Target.it();
    private static final Shop SHOP = new Shop();
    private static final Crew CREW = new Crew(SOUK, SHOP);
    private static final String MEMBERS = "/v1/stores/" + SHOP.slug + "/members";
    private static final String INVITATIONS = "/v1/stores/" + SHOP.slug + "/invitations";

    @Test
    void who_accepts_a_letter_does_what_its_role_lets_them_until_they_are_removed() {
        String editor = "editor-" + Shop.unique();
        String email = editor + "@example.com";
        String token = SOUK.token(editor);
        Reply invited = CREW.invites(email, "editor");
        assertThat(invited.text("email")).isEqualTo(email);
        assertThat(listed(INVITATIONS)).contains(invited.text("id"));
        String draft = SHOP.draft("Lantern", 500);
        SOUK.call("GET", "/v1/products/" + draft).bearer(token).wrong(404);

        String secret = CREW.secret(email, 1);
        Reply joined = CREW.accepts(token, secret).ok(200);
        assertThat(joined.text("slug")).isEqualTo(SHOP.slug);
        assertThat(joined.text("role")).isEqualTo("editor");
        assertThat(listed(INVITATIONS)).doesNotContain(invited.text("id"));
        assertThat(CREW.accepts(token, secret).ok(200).text("role"))
                .as("sent again")
                .isEqualTo("editor");
        assertThat(CREW.accepts(SOUK.token("thief-" + Shop.unique()), secret)
                        .wrong(422)
                        .wrongFields())
                .containsExactly("token");

        SOUK.call("GET", "/v1/products/" + draft).bearer(token).ok(200);
        JsonNode mine = SOUK.call("GET", "/v1/me/stores")
                .bearer(token)
                .ok(200)
                .json()
                .path("items")
                .path(0);
        assertThat(mine.path("id").asString()).isEqualTo(SHOP.storeId);
        assertThat(mine.path("role").asString()).isEqualTo("editor");
        Reply page = SOUK.call("PATCH", "/v1/stores/" + SHOP.slug)
                .bearer(token)
                .header(
                        "If-Match",
                        SOUK.call("GET", "/v1/stores/" + SHOP.slug).ok(200).header("ETag"))
                .json("{\"description\": \"By an editor\"}")
                .ok(200);
        assertThat(page.text("role")).isEqualTo("editor");
        Reply address = SOUK.call("PATCH", "/v1/stores/" + SHOP.slug)
                .bearer(token)
                .header("If-Match", page.header("ETag"))
                .json("{\"contact_email\": \"mine@example.com\"}")
                .wrong(403);
        assertThat(address.code()).isEqualTo("role_required");

        String id = SOUK.call("GET", "/v1/me").bearer(token).ok(200).text("id");
        Reply changed = change(id, "support").ok(200);
        assertThat(changed.text("role")).isEqualTo("support");
        assertThat(changed.text("email")).isEqualTo(email);
        assertThat(SOUK.call("POST", "/v1/products/" + draft + "/archive")
                        .bearer(token)
                        .wrong(403)
                        .text("detail"))
                .contains("owner or editor");
        SOUK.call("DELETE", MEMBERS + "/" + id).bearer(SHOP.token).ok(204);
        SOUK.call("GET", "/v1/products/" + draft).bearer(token).wrong(404);
        SOUK.call("DELETE", MEMBERS + "/" + id).bearer(SHOP.token).wrong(404);
        change(id, "editor").wrong(404);
        CREW.accepts(token, secret).wrong(422);
    }

    @Test
    void members_see_each_other_and_only_the_owner_their_addresses() {
        String token = CREW.member("support");
        JsonNode items = SOUK.call("GET", MEMBERS).bearer(token).ok(200).json().path("items");
        assertThat(items.path(0).path("role").asString()).isEqualTo("owner");
        items.forEach(item -> assertThat(item.has("email")).isFalse());
        assertThat(SOUK.call("GET", MEMBERS).bearer(SHOP.token).ok(200).body()).contains(SHOP.email());
        SOUK.call("GET", INVITATIONS).bearer(token).wrong(403);

        SOUK.call("DELETE", "/v1/me/stores/" + SHOP.slug).bearer(token).ok(204);
        SOUK.call("DELETE", "/v1/me/stores/" + SHOP.slug).bearer(token).wrong(404);
        SOUK.call("GET", MEMBERS).bearer(token).wrong(404);
    }

    @Test
    void an_owner_stays() {
        String id = SOUK.call("GET", "/v1/me").bearer(SHOP.token).ok(200).text("id");
        for (Reply refused : List.of(
                change(id, "support").wrong(409),
                SOUK.call("DELETE", MEMBERS + "/" + id).bearer(SHOP.token).wrong(409),
                SOUK.call("DELETE", "/v1/me/stores/" + SHOP.slug)
                        .bearer(SHOP.token)
                        .wrong(409))) {
            assertThat(refused.code()).isEqualTo("owner_fixed");
        }
        assertThat(change(id, "owner").wrong(422).wrongFields()).containsExactly("role");
    }

    @Test
    void a_letter_that_was_replaced_or_revoked_is_good_for_nothing() {
        String email = "guest-" + Shop.unique() + "@example.com";
        String token = SOUK.token("guest-" + Shop.unique());
        Reply invited = CREW.invites(email, "support");
        assertThat(invite(email, "editor").wrong(409).code()).isEqualTo("already_invited");
        String first = CREW.secret(email, 1);
        String path = INVITATIONS + "/" + invited.text("id");
        SOUK.call("POST", path + "/letters").bearer(SHOP.token).ok(200);
        String second = CREW.secret(email, 2);
        assertThat(second).isNotEqualTo(first);
        CREW.accepts(token, first).wrong(422);
        for (int letter = 3; letter <= 5; letter++) {
            SOUK.call("POST", path + "/letters").bearer(SHOP.token).ok(200);
        }
        assertThat(SOUK.call("POST", path + "/letters")
                        .bearer(SHOP.token)
                        .wrong(409)
                        .code())
                .isEqualTo("too_many_letters");
        String last = CREW.secret(email, 5);
        SOUK.call("DELETE", path).bearer(SHOP.token).ok(204);
        CREW.accepts(token, last).wrong(422);
        SOUK.call("DELETE", path).bearer(SHOP.token).wrong(404);
        SOUK.call("POST", path + "/letters").bearer(SHOP.token).wrong(404);
    }

    @Test
    void who_is_there_is_not_invited_and_does_not_come_twice() {
        String email = "other-" + Shop.unique() + "@example.com";
        CREW.invites(email, "support");
        assertThat(CREW.accepts(SHOP.token, CREW.secret(email, 1)).wrong(409).code())
                .isEqualTo("already_member");
        assertThat(invite(SHOP.email(), "editor").wrong(409).code()).isEqualTo("already_member");
        Shop full = new Shop();
        String invitations = "/v1/stores/" + full.slug + "/invitations";
        List<String> codes = new ArrayList<>();
        for (int i = 0; i <= 50; i++) {
            Reply reply = SOUK.call("POST", invitations)
                    .bearer(full.token)
                    .json(Json.write(Map.of("email", "crowd" + i + "@example.com", "role", "support")))
                    .made();
            codes.add(reply.status() + reply.code());
        }
        assertThat(codes.getLast()).isEqualTo("409too_many_invitations");
        String one = SOUK.call("GET", invitations)
                .bearer(full.token)
                .ok(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        SOUK.call("DELETE", invitations + "/" + one).bearer(full.token).ok(204);
        assertThat(SOUK.call("POST", invitations)
                        .bearer(full.token)
                        .json("{\"email\": \"one.more@example.com\", \"role\": \"support\"}")
                        .wrong(409)
                        .code())
                .isEqualTo("too_many_letters");
    }

    @Test
    void what_cannot_be_an_invitation_is_said_field_by_field() {
        assertThat(invite("nobody", "owner").wrong(422).wrongFields()).containsExactly("email", "role");
        assertThat(SOUK.call("POST", INVITATIONS)
                        .bearer(SHOP.token)
                        .json("{}")
                        .wrong(422)
                        .wrongFields())
                .containsExactly("email", "role");
        assertThat(CREW.accepts(SHOP.token, "souk_inv_").wrong(422).wrongFields())
                .containsExactly("token");
    }

    private static Call invite(String email, String role) {
        return SOUK.call("POST", INVITATIONS).bearer(SHOP.token).json(Json.write(Map.of("email", email, "role", role)));
    }

    private static Call change(String user, String role) {
        return SOUK.call("PUT", MEMBERS + "/" + user).bearer(SHOP.token).json(Json.write(Map.of("role", role)));
    }

    private static List<String> listed(String path) {
        List<String> ids = new ArrayList<>();
        SOUK.call("GET", path)
                .bearer(SHOP.token)
                .ok(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }
}
