package dev.souk.infra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.infra.Souk;
import dev.souk.infra.UnusableSettings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

class DeliveryStackTest {
    private static final String CLAIMS = "token.actions.githubusercontent.com:";
    private static final Map<String, String> ACCOUNT = Map.of("Ref", "AWS::AccountId");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void a_stage_is_deployed_by_jobs_in_its_own_environment_of_the_repository_and_by_nobody_else(String stage) {
        assertThat(trust(template(stage, Map.of()), "souk-" + stage + "-deploy"))
                .isEqualTo(Map.of(
                        "StringEquals",
                        Map.of(
                                CLAIMS + "aud",
                                "sts.amazonaws.com",
                                CLAIMS + "sub",
                                "repo:someone/souk:environment:" + stage)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void the_deploying_role_may_take_two_roles_of_cdk_and_nothing_else(String stage) {
        List<Map<String, Object>> statements = mayDo(template(stage, Map.of()), "DeployRole");
        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.get("Action")).isEqualTo("sts:AssumeRole");
            assertThat(String.valueOf(statement.get("Resource")))
                    .contains(":role/cdk-hnb659fds-deploy-role-", ":role/cdk-hnb659fds-file-publishing-role-")
                    .doesNotContain("*")
                    .doesNotContain("lookup");
        });
    }

    @Test
    void a_pull_request_may_read_templates_of_its_stage_and_nothing_else() {
        Map<String, Object> template = template("dev", Map.of());
        assertThat(trust(template, "souk-dev-diff"))
                .isEqualTo(Map.of(
                        "StringEquals",
                        Map.of(CLAIMS + "aud", "sts.amazonaws.com", CLAIMS + "sub", "repo:someone/souk:pull_request")));
        assertThat(mayDo(template, "DiffRole")).singleElement().satisfies(statement -> {
            assertThat(statement.get("Action")).isEqualTo("cloudformation:GetTemplate");
            assertThat(String.valueOf(statement.get("Resource"))).contains(":stack/souk-dev-*/*");
        });
    }

    @Test
    void the_provider_is_githubs_and_for_aws_alone() {
        List<Map<String, Object>> providers = all(template("dev", Map.of()), "AWS::IAM::OIDCProvider");
        assertThat(providers)
                .singleElement()
                .satisfies(provider -> assertThat(provider)
                        .isEqualTo(Map.of(
                                "Url",
                                "https://token.actions.githubusercontent.com",
                                "ClientIdList",
                                List.of("sts.amazonaws.com"),
                                "Tags",
                                List.of(Map.of("Key", "souk:stage", "Value", "dev")))));
    }

    @Test
    void an_account_that_has_githubs_provider_keeps_it() {
        Map<String, Object> template = template("prod", Map.of("githubProviderExists", "true"));
        assertThat(all(template, "AWS::IAM::OIDCProvider")).isEmpty();
        assertThat(all(template, "AWS::IAM::Role"))
                .hasSize(2)
                .allSatisfy(role -> assertThat(String.valueOf(role.get("AssumeRolePolicyDocument")))
                        .contains(":iam::", ACCOUNT.toString(), ":oidc-provider/token.actions.githubusercontent.com"));
    }

    @Test
    void cdk_nag_has_no_finding_that_nobody_has_given_a_reason_for() {
        App app = app(Map.of("stage", "prod", "githubRepository", "someone/souk"));
        Main.in(app);
        assertThat(new AwsSolutionsChecks(app).validateScope(app).getViolations())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/souk", "someone/*", "someone", "someone/souk:environment:prod", "some?ne/souk", ""})
    void a_name_that_would_trust_strangers_is_no_repository(String name) {
        assertThatThrownBy(() -> new Repository(name)).isInstanceOf(UnusableSettings.class);
    }

    @Test
    void nobody_is_trusted_by_default() {
        App app = app(Map.of());
        assertThatThrownBy(() -> Main.in(app))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("githubRepository is missing");
    }

    private Map<String, Object> template(String stage, Map<String, Object> more) {
        Map<String, Object> context = new HashMap<>(more);
        context.put("stage", stage);
        context.put("githubRepository", "someone/souk");
        return Template.fromStack(Main.in(app(context))).toJSON();
    }

    private App app(Map<String, Object> context) {
        try {
            return Souk.app(AppProps.builder()
                    .context(context)
                    .outdir(Files.createTempDirectory(folder, "cdk.out").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object trust(Map<String, Object> template, String role) {
        List<Object> conditions = all(template, "AWS::IAM::Role").stream()
                .filter(properties -> role.equals(properties.get("RoleName")))
                .map(properties -> child(properties, "AssumeRolePolicyDocument").get("Statement"))
                .flatMap(statements -> ((List<?>) Objects.requireNonNull(statements)).stream())
                .map(statement -> (Object) ((Map<?, ?>) statement).get("Condition"))
                .toList();
        assertThat(conditions).hasSize(1);
        return conditions.getFirst();
    }

    private static List<Map<String, Object>> mayDo(Map<String, Object> template, String role) {
        return all(template, "AWS::IAM::Policy").stream()
                .filter(policy -> String.valueOf(policy.get("Roles")).contains(role))
                .map(policy -> child(policy, "PolicyDocument").get("Statement"))
                .flatMap(statements -> ((List<?>) Objects.requireNonNull(statements)).stream())
                .map(DeliveryStackTest::map)
                .toList();
    }

    private static List<Map<String, Object>> all(Map<String, Object> template, String type) {
        return child(template, "Resources").values().stream()
                .map(DeliveryStackTest::map)
                .filter(resource -> type.equals(resource.get("Type")))
                .map(resource -> child(resource, "Properties"))
                .toList();
    }

    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return map(parent.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
