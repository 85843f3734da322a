package dev.souk.lambda.http;

import dev.souk.api.Route;
import dev.souk.api.RouteTable;
import dev.souk.lambda.auth.Caller;
import dev.souk.lambda.auth.TokenVerifier;
import dev.souk.model.AccessTokenId;
import dev.souk.model.EmailAddress;
import dev.souk.model.UserId;
import dev.souk.test.Logged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A function with the routes of a real one, whose endpoints a test writes; those it does not write answer 204. */
final class UsersUnderTest extends HttpFunction {
    static final String ORIGIN = "https://souk.example";

    private UsersUnderTest(Router router, TokenVerifier tokens, Cors cors, Logged logged) {
        super(router, tokens, cors, logged.log());
    }

    static UsersUnderTest with(String operation, Endpoint endpoint) {
        return with(operation, endpoint, new Cors(List.of(ORIGIN)), new Logged());
    }

    static UsersUnderTest with(String operation, Endpoint endpoint, Cors cors, Logged logged) {
        return of("users", operation, endpoint, cors, logged);
    }

    static UsersUnderTest of(String function, String operation, Endpoint endpoint, Cors cors, Logged logged) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        for (Route route : RouteTable.of(function)) {
            endpoints.put(route.operationId(), _ -> new HttpResponse(204, Map.of(), null));
        }
        endpoints.put(operation, endpoint);
        Router.Builder router = Router.of(function);
        endpoints.forEach(router::on);
        return new UsersUnderTest(router.build(), UsersUnderTest::check, cors, logged);
    }

    /** {@code tok:<scopes>} is an access token, {@code tired} one that called too often, {@code admin} is an admin's, {@code good:<name>} is genuine, {@code unknowable} cannot be told, all else is rejected. */
    private static TokenVerifier.Verdict check(String token) {
        if (token.startsWith("good:")) {
            String name = token.substring("good:".length());
            UserId id = UserId.of("https://issuer.example", name);
            return new TokenVerifier.Verdict.Genuine(new Caller(
                    id,
                    "https://issuer.example",
                    name,
                    EmailAddress.parse(name + "@example.com"),
                    true,
                    Optional.of(name)));
        }
        if (token.equals("admin")) {
            return new TokenVerifier.Verdict.Genuine(new Caller(
                    UserId.of("https://issuer.example", "admin"),
                    "https://issuer.example",
                    "admin",
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    true,
                    Optional.empty()));
        }
        if (token.startsWith("tok:")) {
            return new TokenVerifier.Verdict.Genuine(new Caller(
                    UserId.of("https://issuer.example", "maker"),
                    "https://issuer.example",
                    "maker",
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    false,
                    Optional.of(new Caller.Access(
                            new AccessTokenId(new UUID(1, 1)),
                            Set.of(token.substring("tok:".length()).split(","))))));
        }
        if (token.equals("tired")) {
            return new TokenVerifier.Verdict.Limited(Duration.ofSeconds(7));
        }
        return token.equals("unknowable")
                ? new TokenVerifier.Verdict.CannotTell(new IllegalStateException("the issuer sleeps"))
                : new TokenVerifier.Verdict.Rejected("not good");
    }
}
