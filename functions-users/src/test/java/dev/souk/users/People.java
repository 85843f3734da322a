package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.ApiAnswer;
import dev.souk.test.ApiRequest;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestIssuer;
import java.util.HashMap;
import java.util.Map;

/** The users' function on a database of its own, and what people ask of it. */
final class People {
    final TestDatabase database = TestDatabase.fresh();
    final UsersHandler handler;

    People() {
        Map<String, String> variables = new HashMap<>(database.variables(DataOwner.USERS));
        variables.putAll(TestIssuer.variables());
        variables.put("SOUK_SECRET", "a secret for tests, nowhere else");
        variables.put("STOREFRONT_URL", "https://souk.example");
        variables.put("STRIPE_SECRET_KEY", "sk_test_unused");
        handler = new UsersHandler(UsersRuntime.from(Environment.of(variables)));
    }

    ApiAnswer ask(ApiRequest request) {
        return request.to(handler);
    }

    /** GET /v1/me, with the token. */
    ApiAnswer me(String token) {
        return ask(ApiRequest.request("GET", "/v1/me").bearer(token));
    }

    ApiAnswer rename(String token, String etag, String json) {
        return ask(ApiRequest.request("PATCH", "/v1/me")
                .bearer(token)
                .header("If-Match", etag)
                .json(json));
    }

    ApiAnswer open(String seller, String json) {
        return openWith(TestIssuer.tokenFor(seller), json);
    }

    ApiAnswer openWith(String token, String json) {
        return ask(ApiRequest.request("POST", "/v1/stores").bearer(token).json(json));
    }

    /** Opens a store and is sure that it worked. */
    ApiAnswer opened(String seller, String slug) {
        ApiAnswer answer = open(seller, """
                {"slug": "%s", "name": "Paper Lanterns"}""".formatted(slug));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }

    ApiAnswer store(String slugOrId) {
        return ask(ApiRequest.request("GET", "/v1/stores/{store}").path("store", slugOrId));
    }

    ApiAnswer edit(String seller, String slugOrId, String etag, String json) {
        return ask(ApiRequest.request("PATCH", "/v1/stores/{store}")
                .path("store", slugOrId)
                .bearer(TestIssuer.tokenFor(seller))
                .header("If-Match", etag)
                .json(json));
    }

    /** GET /v1/me/stores, to be asked further. */
    ApiRequest stores(String seller) {
        return ApiRequest.request("GET", "/v1/me/stores").bearer(TestIssuer.tokenFor(seller));
    }
}
