package dev.souk.system;

import dev.souk.lambda.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People who work for a shop, invited by letter. */
final class Crew {
    private static final Pattern SECRET = Pattern.compile("souk_inv_[0-9a-f]{64}");

    private final Target souk;
    private final Shop shop;

    Crew(Target souk, Shop shop) {
        this.souk = souk;
        this.shop = shop;
    }

    Reply invites(String email, String role) {
        return souk.call("POST", "/v1/stores/" + shop.slug + "/invitations")
                .bearer(shop.token)
                .json(Json.write(Map.of("email", email, "role", role)))
                .ok(201);
    }

    /** What is in the newest letter to {@code email}, which is the {@code count}th. */
    String secret(String email, int count) {
        return Target.await("letter " + count + " has come to " + email, () -> {
            var mails = souk.mailsTo(email);
            if (mails.size() < count) {
                return Optional.empty();
            }
            Matcher found = SECRET.matcher(
                    souk.mail(mails.path(count - 1).path("id").asString()).toString());
            return found.find() ? Optional.of(found.group()) : Optional.empty();
        });
    }

    Call accepts(String token, String secret) {
        return souk.call("POST", "/v1/me/invitations").bearer(token).json(Json.write(Map.of("token", secret)));
    }

    /** Somebody new with this role; their token. */
    String member(String role) {
        String name = role + "-" + Shop.unique();
        String email = name + "@example.com";
        invites(email, role);
        String token = souk.token(name);
        accepts(token, secret(email, 1)).ok(200);
        return token;
    }
}
