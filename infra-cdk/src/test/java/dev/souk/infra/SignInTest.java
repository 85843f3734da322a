package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cognito, who gives tokens where the owner names nobody else, and what API Gateway makes of them. */
class SignInTest {
    private static final String AUTHORIZER = "x-amazon-apigateway-authorizer";

    static Stream<Synthesized> stages() {
        return Stream.of(Synthesized.dev(), Synthesized.prod(), Synthesized.toTheFull());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void people_sign_in_by_an_address_that_was_checked(Synthesized souk) {
        Resource pool = pool(souk);
        assertThat(pool.property("UsernameAttributes").texts()).containsExactly("email");
        assertThat(pool.property("AutoVerifiedAttributes").texts()).containsExactly("email");
        assertThat(pool.property("UserAttributeUpdateSettings")
                        .at("AttributesRequireVerificationBeforeUpdate")
                        .texts())
                .containsExactly("email");
        assertThat(pool.property("UsernameConfiguration").at("CaseSensitive").value())
                .isEqualTo(false);
        assertThat(pool.property("AccountRecoverySetting")
                        .at("RecoveryMechanisms")
                        .elements())
                .singleElement()
                .satisfies(way -> assertThat(way.at("Name").text()).isEqualTo("verified_email"));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void passwords_are_long_and_a_second_factor_is_an_app_and_never_a_number(Synthesized souk) {
        Resource pool = pool(souk);
        Node passwords = pool.property("Policies").at("PasswordPolicy");
        assertThat(passwords.at("MinimumLength").number()).isEqualTo(12);
        for (String kind : List.of("Lowercase", "Uppercase", "Numbers", "Symbols")) {
            assertThat(passwords.at("Require" + kind).value()).isEqualTo(true);
        }
        assertThat(pool.property("MfaConfiguration").text()).isEqualTo("OPTIONAL");
        assertThat(pool.property("EnabledMfas").texts()).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(pool.property("SmsConfiguration").isThere()).isFalse();
        assertThat(pool.property("UserPoolTier").text()).isEqualTo("ESSENTIALS");
    }

    @Test
    void in_production_users_stay_and_in_a_trial_they_go() {
        assertThat(pool(Synthesized.prod()).property("DeletionProtection").text())
                .isEqualTo("ACTIVE");
        assertThat(pool(Synthesized.prod()).node().at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(pool(Synthesized.dev()).property("DeletionProtection").text())
                .isEqualTo("INACTIVE");
        assertThat(pool(Synthesized.dev()).node().at("DeletionPolicy").text()).isEqualTo("Delete");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_client_keeps_no_secret_and_gets_tokens_for_a_code_only(Synthesized souk) {
        Resource client = client(souk);
        assertThat(souk.behind("sign-in", client.property("UserPoolId"))).isEqualTo(pool(souk));
        assertThat(client.property("GenerateSecret").value()).isEqualTo(false);
        assertThat(client.property("AllowedOAuthFlows").texts()).containsExactly("code");
        assertThat(client.property("AllowedOAuthScopes").texts()).containsExactly("openid", "email", "profile");
        assertThat(client.property("ExplicitAuthFlows").texts()).containsExactly("ALLOW_REFRESH_TOKEN_AUTH");
        assertThat(client.property("PreventUserExistenceErrors").text()).isEqualTo("ENABLED");
        assertThat(client.property("EnableTokenRevocation").value()).isEqualTo(true);
        assertThat(client.property("IdTokenValidity").number()).isEqualTo(60);
        assertThat(client.property("WriteAttributes").texts()).containsExactlyInAnyOrder("email", "name");
    }

    @Test
    void people_are_sent_back_to_the_storefront_and_to_where_the_owner_says() {
        Synthesized souk = Synthesized.dev();
        for (String property : List.of("CallbackURLs", "LogoutURLs")) {
            assertThat(client(souk).property(property).elements())
                    .singleElement()
                    .satisfies(page -> {
                        assertThat(souk.behind("sign-in", page).type()).isEqualTo("AWS::CloudFront::Distribution");
                        assertThat(page.at("Fn::Join", 1).elements().getLast().text())
                                .isEqualTo("/");
                    });
            assertThat(client(Synthesized.toTheFull()).property(property).texts())
                    .containsExactly("https://souk.example/", "https://desk.souk.example/", "http://localhost:8080/");
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_pages_to_sign_in_at_are_Cognitos_newer_ones_and_have_a_look(Synthesized souk) {
        Resource domain = souk.only("AWS::Cognito::UserPoolDomain");
        assertThat(domain.property("ManagedLoginVersion").number()).isEqualTo(2);
        assertThat(domain.property("Domain").at("Fn::Join", 1).elements())
                .containsExactly(
                        new Node("souk-" + souk.stage().stageName() + "-"), new Node(Map.of("Ref", "AWS::AccountId")));
        Resource look = souk.only("AWS::Cognito::ManagedLoginBranding");
        assertThat(souk.behind("sign-in", look.property("ClientId"))).isEqualTo(client(souk));
    }

    @Test
    void codes_are_sent_by_Cognito_until_the_owner_says_by_which_identity_SES_may() {
        assertThat(pool(Synthesized.dev()).property("EmailConfiguration").isThere())
                .isFalse();
        Node mail = pool(Synthesized.toTheFull()).property("EmailConfiguration");
        assertThat(mail.at("EmailSendingAccount").text()).isEqualTo("DEVELOPER");
        assertThat(mail.at("From").text()).isEqualTo("Souk <shop@souk.example>");
        assertThat(mail.at("SourceArn", "Fn::Join", 1).elements().getLast().text())
                .isEqualTo(":identity/souk.example");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void functions_take_the_tokens_of_the_pool_for_the_client(Synthesized souk) {
        for (LambdaFunction function :
                List.of(LambdaFunction.USERS, LambdaFunction.CATALOG, LambdaFunction.PURCHASES)) {
            Node variables = souk.function(function).property("Environment").at("Variables");
            assertThat(souk.behind("api", variables.at("OIDC_ISSUER"))).isEqualTo(pool(souk));
            assertThat(souk.behind("api", variables.at("OIDC_AUDIENCE"))).isEqualTo(client(souk));
            assertThat(variables.at("OIDC_JWKS_URI").isThere()).isFalse();
            assertThat(variables.at("OIDC_ADMIN_CLAIM").text()).isEqualTo("cognito:groups");
            assertThat(variables.at("OIDC_ADMIN_VALUE").text()).isEqualTo("souk-admins");
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_pool_has_a_group_for_those_who_run_the_platform(Synthesized souk) {
        Resource group = souk.only("AWS::Cognito::UserPoolGroup");
        assertThat(group.property("GroupName").text()).isEqualTo("souk-admins");
        assertThat(souk.behind("sign-in", group.property("UserPoolId"))).isEqualTo(pool(souk));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void API_Gateway_asks_the_pool_where_nobody_gets_through_without_a_token_and_nowhere_else(Synthesized souk) {
        Node body = souk.only("AWS::ApiGateway::RestApi").property("Body");
        Node scheme = body.at("components", "securitySchemes", "cognito");
        assertThat(scheme.at("type").text()).isEqualTo("apiKey");
        assertThat(scheme.at("in").text() + " " + scheme.at("name").text()).isEqualTo("header Authorization");
        assertThat(scheme.at("x-amazon-apigateway-authtype").text()).isEqualTo("cognito_user_pools");
        assertThat(scheme.at(AUTHORIZER, "type").text()).isEqualTo("cognito_user_pools");
        assertThat(souk.behind("api", scheme.at(AUTHORIZER, "providerARNs", 0))).isEqualTo(pool(souk));
        assertThat(guarded(body)).isEqualTo(needTokens());
    }

    /** By hand: what the code reads out of the contract is what is meant. */
    @Test
    void who_may_come_without_a_token_or_with_an_access_token_is_not_asked_for_one_of_Cognitos_at_the_edge() {
        assertThat(guarded(Synthesized.dev().only("AWS::ApiGateway::RestApi").property("Body")))
                .contains("patch /v1/me", "get /v1/me/access-tokens", "head /v1/me/access-tokens")
                .doesNotContain(
                        "get /v1/me",
                        "post /v1/products",
                        "get /v1/orders",
                        "get /v1/products",
                        "get /v1/products/{product_id}",
                        "post /v1/orders",
                        "get /v1/orders/{order_id}",
                        "get /v1/purchases",
                        "post /v1/purchases/{purchase_id}/downloads",
                        "options /v1/me",
                        "post /v1/webhooks/stripe");
    }

    /** With scopes it would take access tokens, which do not say where somebody is reached. */
    @Test
    void the_edge_asks_for_no_scope() {
        Node method = Synthesized.dev()
                .only("AWS::ApiGateway::RestApi")
                .property("Body")
                .at("paths", "/v1/me", "patch");
        assertThat(method.at("security").value()).isEqualTo(List.of(Map.of("cognito", List.of())));
    }

    @Test
    void who_is_turned_away_at_the_edge_hears_it_in_the_form_of_the_contract() {
        Node answer = Synthesized.dev()
                .only("AWS::ApiGateway::RestApi")
                .property("Body")
                .at("x-amazon-apigateway-gateway-responses", "UNAUTHORIZED");
        assertThat(answer.at("statusCode").text()).isEqualTo("401");
        assertThat(answer.at("responseParameters", "gatewayresponse.header.WWW-Authenticate")
                        .text())
                .isEqualTo("'Bearer'");
        assertThat(answer.at("responseParameters", "gatewayresponse.header.Access-Control-Allow-Origin")
                        .text())
                .isEqualTo("'*'");
        assertThat(answer.at("responseTemplates", "application/json").text())
                .contains("\"status\":401,\"code\":\"token_invalid\"", "\"request_id\":\"$context.requestId\"");
    }

    @Test
    void with_another_issuer_there_is_no_Cognito_and_functions_alone_look_at_tokens() {
        Synthesized souk = Synthesized.elsewhere();
        assertThat(souk.types()).noneMatch(type -> type.startsWith("AWS::Cognito::"));
        Node body = souk.only("AWS::ApiGateway::RestApi").property("Body");
        assertThat(body.at("components").isThere()).isFalse();
        assertThat(guarded(body)).isEmpty();
        Node variables =
                souk.function(LambdaFunction.USERS).property("Environment").at("Variables");
        assertThat(variables.at("OIDC_ISSUER").text()).isEqualTo("https://accounts.souk.example");
        assertThat(variables.at("OIDC_AUDIENCE").text()).isEqualTo("souk");
        assertThat(variables.at("OIDC_JWKS_URI").text()).isEqualTo("https://accounts.souk.example/keys");
        assertThat(variables.at("OIDC_ADMIN_CLAIM").text()).isEqualTo("https://souk.example/roles");
        assertThat(variables.at("OIDC_ADMIN_VALUE").text()).isEqualTo("admin");
    }

    private static Set<String> guarded(Node body) {
        Set<String> guarded = new TreeSet<>();
        for (String path : body.at("paths").names()) {
            for (String method : body.at("paths", path).names()) {
                if (body.at("paths", path, method, "security").isThere()) {
                    guarded.add(method + " " + path);
                }
            }
        }
        return guarded;
    }

    private static Set<String> needTokens() {
        Set<String> need = new HashSet<>();
        for (Operation operation : Contract.load().operations()) {
            if (operation.security().equals(List.of("bearer")) && operation.scope() == null) {
                need.add(operation.method().toLowerCase(Locale.ROOT) + " " + operation.pathTemplate());
                if (operation.method().equals("GET")) {
                    need.add("head " + operation.pathTemplate());
                }
            }
        }
        return need.stream().collect(Collectors.toCollection(TreeSet::new));
    }

    private static Resource pool(Synthesized souk) {
        return souk.only("AWS::Cognito::UserPool");
    }

    private static Resource client(Synthesized souk) {
        return souk.only("AWS::Cognito::UserPoolClient");
    }
}
