package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.deployment.LambdaFunction;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stage that LocalStack gets: the same stacks, less what it does not have. */
class LocalStackStageTest {
    private final Synthesized souk = Synthesized.localStack();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::EC2::VPC",
                "AWS::EC2::SecurityGroup",
                "AWS::RDS::DBInstance",
                "AWS::Scheduler::Schedule",
                "AWS::WAFv2::WebACL",
                "AWS::Cognito::UserPool",
                "AWS::SES::EmailIdentity",
                "AWS::CloudFront::Distribution",
                "AWS::ApiGatewayV2::Api",
                "AWS::GuardDuty::MalwareProtectionPlan",
                "AWS::Lambda::Alias",
                "AWS::ApiGatewayV2::Api",
                "AWS::ApiGatewayV2::Stage",
            })
    void what_localstack_does_not_have_is_not_asked_of_it(String type) {
        assertThat(souk.all(type)).isEmpty();
    }

    @Test
    void every_function_is_there_on_the_managed_runtime_and_in_no_network() {
        for (LambdaFunction function : LambdaFunction.serving()) {
            Synthesized.Resource there = souk.function(function);
            assertThat(there.property("Runtime").text()).startsWith("java");
            assertThat(there.property("VpcConfig").isThere()).isFalse();
        }
    }

    @Test
    void functions_are_told_of_the_services_outside() {
        Node variables = souk.function(LambdaFunction.PAYMENT_WORKER)
                .property("Environment")
                .at("Variables");
        assertThat(variables.at("DATABASE_URL").text()).isEqualTo("jdbc:mysql://127.0.0.1:3316/souk");
        assertThat(variables.at("DATABASE_USER").text()).isEqualTo("somebody");
        assertThat(variables.at("STRIPE_API_BASE").text()).isEqualTo("http://127.0.0.1:12111");
        assertThat(variables.at("AWS_ENDPOINT_URL_SQS").text()).isEqualTo("http://127.0.0.1:4566");
    }

    @Test
    void elsewhere_nothing_stands_in_for_aws_or_stripe() {
        assertThat(Synthesized.dev()
                        .function(LambdaFunction.PAYMENT_WORKER)
                        .property("Environment")
                        .at("Variables")
                        .names())
                .doesNotContain("STRIPE_API_BASE", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_S3");
    }

    @Test
    void rules_call_what_schedules_call_elsewhere() {
        assertThat(souk.all("AWS::Events::Rule").stream()
                        .map(rule -> souk.behind(
                                rule.stack(), rule.property("Targets").at(0, "Arn")))
                        .map(function -> function.property("FunctionName").text()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(LambdaFunction.values())
                        .filter(function -> function.schedule().isPresent())
                        .map(function -> Stage.LOCALSTACK.nameOf(function.functionName()))
                        .toList());
    }

    @Test
    void what_is_outside_has_to_be_said() {
        Map<String, Object> all = Synthesized.settings(Stage.LOCALSTACK);
        assertThatThrownBy(() -> Settings.from(all::get))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("oidcIssuer is missing")
                .hasMessageContaining("oidcAudience is missing")
                .hasMessageContaining("storefrontUrl is missing")
                .hasMessageContaining("databaseUrl is missing")
                .hasMessageContaining("databaseUser is missing")
                .hasMessageContaining("databasePassword is missing")
                .hasMessageContaining("awsEndpoint is missing");
    }

    @Test
    void its_SES_has_no_identities() {
        Map<String, Object> all = Synthesized.settings(Stage.LOCALSTACK);
        all.put("mailIdentity", "domain");
        assertThatThrownBy(() -> Settings.from(all::get)).hasMessageContaining("mailIdentity is not for a stage");
    }

    @Test
    void plain_http_is_good_enough_on_ones_own_machine_only() {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        all.put("oidcIssuer", "http://127.0.0.1:8090/souk");
        assertThatThrownBy(() -> Settings.from(all::get)).hasMessageContaining("oidcIssuer is not an absolute https");
    }
}
