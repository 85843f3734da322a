package dev.souk.users;

import dev.souk.lambda.http.Fields;
import dev.souk.lambda.http.HttpRequest;
import dev.souk.model.AccessScope;
import dev.souk.users.token.MakeToken;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said of an access token when it is made. */
record TokenBody(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt) {
    /** Ends the request with 422 naming every field that is wrong. */
    static MakeToken.Wish wish(HttpRequest request, Instant now) {
        TokenBody body = request.json(TokenBody.class);
        Fields fields = new Fields();
        String name = fields.line("name", body.name, 1, AccessToken.LONGEST_NAME);
        Set<AccessScope> scopes = EnumSet.noneOf(AccessScope.class);
        if (body.scopes == null || body.scopes.isEmpty()) {
            fields.wrong("scopes", "required", "must name at least one scope");
        } else {
            for (int i = 0; i < body.scopes.size(); i++) {
                String text = body.scopes.get(i);
                AccessScope.parse(text == null ? "" : text).ifPresentOrElse(scopes::add, complaint(fields, i));
            }
        }
        Optional<Instant> expires = fields.findFuture("expires_at", body.expiresAt, now);
        fields.check();
        return new MakeToken.Wish(name, scopes, expires);
    }

    private static Runnable complaint(Fields fields, int index) {
        return () -> fields.wrong("scopes[" + index + "]", "unknown", "is no scope: products:read is one");
    }
}
