package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreRole;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of members and of those who are to become some. */
final class MemberBody {
    private MemberBody() {}

    /** Somebody who is to be invited. */
    record Wish(EmailAddress email, StoreRole role) {}

    /** Ends the request with 422 naming every field that is wrong. */
    static Wish invitation(HttpRequest request) {
        InvitationBody body = request.json(InvitationBody.class);
        Fields fields = new Fields();
        Optional<EmailAddress> email = fields.findEmail("email", body.email);
        if (body.email == null) {
            fields.wrong("email", "required", "is required");
        }
        Optional<StoreRole> role = role(fields, body.role);
        fields.check();
        return new Wish(email.orElseThrow(), role.orElseThrow());
    }

    static StoreRole role(HttpRequest request) {
        RoleBody body = request.json(RoleBody.class);
        Fields fields = new Fields();
        Optional<StoreRole> role = role(fields, body.role);
        fields.check();
        return role.orElseThrow();
    }

    static InvitationSecret secret(HttpRequest request) {
        SecretBody body = request.json(SecretBody.class);
        Fields fields = new Fields();
        Optional<InvitationSecret> secret = fields.require(
                "token",
                body.token,
                "be the token of a letter, souk_inv_ and 64 hexadecimal digits",
                InvitationSecret::parse);
        fields.check();
        return secret.orElseThrow();
    }

    private static Optional<StoreRole> role(Fields fields, @Nullable String text) {
        return fields.require(
                "role",
                text,
                "be editor or support",
                value -> StoreRole.parse(value).filter(role -> role != StoreRole.OWNER));
    }

    private record InvitationBody(
            @Nullable String email, @Nullable String role) {}

    private record RoleBody(@Nullable String role) {}

    private record SecretBody(@Nullable String token) {}
}
