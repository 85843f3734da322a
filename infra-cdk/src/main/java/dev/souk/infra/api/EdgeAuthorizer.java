package dev.souk.infra.api;

import dev.souk.api.Contract.Operation;
import java.util.List;
import java.util.Map;

/**
 * API Gateway's own check of tokens of Cognito's, before a function is woken: on operations that need somebody who has signed in and take
 * nothing in place of that, no access token either, which it would refuse. It knows identity tokens, of any client of the user pool; for whom a token is, functions check, as they check all of it again.
 * A REST API has no such thing for other issuers.
 */
record EdgeAuthorizer(String userPoolArn) {
    private static final String NAME = "cognito";

    /** What the document says of it as a whole. */
    Map<String, Object> components() {
        return Map.of(
                "securitySchemes",
                Map.of(
                        NAME,
                        Map.of(
                                "type",
                                "apiKey",
                                "name",
                                "Authorization",
                                "in",
                                "header",
                                "x-amazon-apigateway-authtype",
                                "cognito_user_pools",
                                "x-amazon-apigateway-authorizer",
                                Map.of("type", "cognito_user_pools", "providerARNs", List.of(userPoolArn)))));
    }

    /** True where nobody gets through without a token. A browser that asks first (OPTIONS) has none to show. */
    boolean guards(Operation operation, String method) {
        return operation.security().equals(List.of("bearer")) && operation.scope() == null && !method.equals("OPTIONS");
    }

    /** What a method says that it guards. Without scopes, which only access tokens have. */
    List<Map<String, Object>> security() {
        return List.of(Map.of(NAME, List.of()));
    }
}
