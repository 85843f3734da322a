package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.stripe.setup.Webhook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deployment does at Stripe. */
class StripeSetupTest {
    private final Synthesized souk = Synthesized.dev();

    static Stream<Synthesized> all() {
        return Stream.of(Synthesized.dev(), Synthesized.prod(), Synthesized.toTheFull());
    }

    /** CloudFormation changes a resource only once those that it depends on were changed, and none of them when one of those failed. */
    @ParameterizedTest
    @MethodSource("all")
    void no_function_that_serves_is_changed_before_the_key_is_found_good(Synthesized stage) {
        Resource key = stage.only("Custom::SoukStripeKey");
        assertThat(stage.behind("api", key.property("ServiceToken")))
                .isEqualTo(stage.function(LambdaFunction.STRIPE_SETUP));
        for (LambdaFunction function : LambdaFunction.serving()) {
            assertThat(stage.function(function).node().at("DependsOn").texts())
                    .as(function.functionName())
                    .contains(key.id());
        }
    }

    @Test
    void where_cloudformation_calls_no_functions_the_owner_keeps_all_that_stripe_gave_in_one_secret() {
        Synthesized there = Synthesized.localStack();
        assertThat(there.all("Custom::SoukStripeKey")).isEmpty();
        assertThat(there.all("Custom::SoukStripeWebhook")).isEmpty();
        assertThat(there.function(LambdaFunction.PAYMENT_WORKER)
                        .property("Environment")
                        .toString())
                .contains(":secret:souk/localstack/stripe:SecretString:webhook_secrets");
        assertThat(there.function(LambdaFunction.ACCOUNT_WORKER)
                        .property("Environment")
                        .toString())
                .contains(":secret:souk/localstack/stripe:SecretString:accounts_webhook_secrets");
    }

    @Test
    void the_function_looks_at_the_key_that_the_functions_are_given() {
        assertThat(souk.function(LambdaFunction.STRIPE_SETUP)
                        .property("Environment")
                        .at("Variables", "STRIPE_SECRET")
                        .text())
                .isEqualTo("souk/dev/stripe");
        assertThat(souk.only("Custom::SoukStripeKey").property("KeySecret").text())
                .isEqualTo("souk/dev/stripe");
    }

    @ParameterizedTest
    @EnumSource
    void stripe_is_told_to_send_each_webhook_to_the_stage_of_the_api(Webhook webhook) {
        Resource destination = destination(souk, webhook);
        assertThat(destination.property("Url").at("Fn::Join", 1).toString())
                .contains(".execute-api.", souk.only("AWS::ApiGateway::Stage").id())
                .endsWith("/" + webhook.path() + "]]");
        assertThat(destination.property("Types").text()).isEqualTo(String.join(",", webhook.types()));
        assertThat(destination.property("ApiVersion").text()).isEqualTo(Webhook.API_VERSION);
        assertThat(souk.behind("api", destination.property("Secret")).type()).isEqualTo("AWS::SecretsManager::Secret");
        assertThat(destination(Synthesized.toTheFull(), webhook).property("Url").text())
                .isEqualTo("https://api.souk.example/" + webhook.path());
    }

    @ParameterizedTest
    @EnumSource
    void a_raised_revision_or_another_version_of_events_is_another_destination(Webhook webhook) {
        boolean versioned = webhook != Webhook.ACCOUNTS;
        assertThat(destination(souk, webhook).property("Generation").text())
                .isEqualTo(versioned ? "1 " + Webhook.API_VERSION : "1");
        assertThat(destination(Synthesized.toTheFull(), webhook)
                        .property("Generation")
                        .text())
                .startsWith("8");
    }

    @ParameterizedTest
    @MethodSource("all")
    void who_reads_webhooks_is_changed_once_their_secret_is_there_and_the_api_is_not_changed_after_them(
            Synthesized stage) {
        for (LambdaFunction function : LambdaFunction.serving()) {
            List<Webhook> read = read(function);
            List<String> dependsOn =
                    stage.function(function).node().at("DependsOn").texts();
            for (Webhook webhook : Webhook.values()) {
                assertThat(dependsOn.contains(destination(stage, webhook).id()))
                        .as(function.functionName() + " " + webhook)
                        .isEqualTo(read.contains(webhook));
            }
            String secrets = stage.function(function)
                    .property("Environment")
                    .at("Variables")
                    .toString();
            for (Webhook webhook : read) {
                assertThat(secrets)
                        .contains(destination(stage, webhook)
                                .property("Secret")
                                .at("Ref")
                                .text())
                        .contains(":SecretString:signing_secrets");
            }
        }
    }

    @Test
    void only_this_function_reads_and_writes_what_it_keeps_and_no_secret_of_others() {
        for (LambdaFunction function : LambdaFunction.values()) {
            List<Node> statements =
                    souk.statementsOf(souk.behind("api", souk.function(function).property("Role")));
            List<Node> writing = statements.stream()
                    .filter(statement -> statement.at("Action").texts().contains("secretsmanager:PutSecretValue"))
                    .toList();
            assertThat(writing).hasSize(function == LambdaFunction.STRIPE_SETUP ? 1 : 0);
            writing.forEach(
                    statement -> assertThat(statement.at("Resource").elements()).hasSize(Webhook.values().length));
        }
    }

    private static List<Webhook> read(LambdaFunction function) {
        if (function.variables().contains(Variable.STRIPE_WEBHOOK_SECRETS)) {
            return List.of(Webhook.PAYMENTS);
        }
        return function.variables().contains(Variable.STRIPE_ACCOUNTS_WEBHOOK_SECRETS)
                ? List.of(Webhook.ACCOUNTS, Webhook.PAYOUTS)
                : List.of();
    }

    private static Resource destination(Synthesized stage, Webhook webhook) {
        return stage.all("Custom::SoukStripeWebhook").stream()
                .filter(resource -> resource.property("Webhook").text().equals(webhook.webhookName()))
                .findFirst()
                .orElseThrow();
    }
}
