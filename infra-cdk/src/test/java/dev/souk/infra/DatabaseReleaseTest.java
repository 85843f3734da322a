package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.schema.Release;
import dev.souk.schema.access.DataOwner;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deployment does to the database before it changes any function. */
class DatabaseReleaseTest {
    private final Synthesized souk = Synthesized.dev();
    private final Resource release = souk.only("Custom::SoukMigrations");

    @Test
    void it_is_asked_for_again_when_migrations_grants_or_secrets_are_others() {
        assertThat(release.property("Version").text())
                .isEqualTo(Integer.toString(Release.ofThisBuild().version()));
        assertThat(release.property("Fingerprint").text())
                .isEqualTo(Release.ofThisBuild().fingerprint());
        assertThat(release.property("SecretsRevision").text()).isEqualTo("1");
        // Secrets that are made anew hold passwords that the database has never heard of.
        assertThat(release.property("Accounts")).isEqualTo(migrations(souk).at("DATABASE_ACCOUNT_SECRETS"));
        assertThat(Synthesized.toTheFull()
                        .only("Custom::SoukMigrations")
                        .property("SecretsRevision")
                        .text())
                .isEqualTo("8");
        assertThat(souk.behind("api", release.property("ServiceToken")))
                .isEqualTo(souk.function(LambdaFunction.MIGRATIONS));
    }

    @Test
    void cloudformation_waits_a_little_longer_than_the_function_may_run() {
        int timeout =
                souk.function(LambdaFunction.MIGRATIONS).property("Timeout").number();
        assertThat(Integer.parseInt(release.property("ServiceTimeout").text())).isBetween(timeout + 1, timeout + 120);
    }

    /** CloudFormation changes a resource only once those that it depends on were changed, and none of them when one of those failed. */
    @Test
    void no_function_that_serves_is_changed_before_it_is_done() {
        for (LambdaFunction function : LambdaFunction.serving()) {
            assertThat(souk.function(function).node().at("DependsOn").texts())
                    .as(function.functionName())
                    .contains(release.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_module_has_a_password_of_its_own_that_no_template_holds(DataOwner owner) {
        List<LambdaFunction> functions = LambdaFunction.serving().stream()
                .filter(function ->
                        DataOwner.ofArtifact(function.artifact()).stream().anyMatch(owner::equals))
                .toList();
        assertThat(functions).isNotEmpty();
        for (LambdaFunction function : functions) {
            Node variables = souk.function(function).property("Environment").at("Variables");
            assertThat(variables.at("DATABASE_USER").text()).isEqualTo(owner.account());
            assertThat(variables.at("DATABASE_PASSWORD", "Fn::Join", 1, 0).text())
                    .startsWith("{{resolve:secretsmanager:");
            assertThat(variables.at("DATABASE_PASSWORD").toString())
                    .contains(owner.account().replace("_", ""));
        }
    }

    @Test
    void the_admins_login_is_read_by_the_function_of_migrations_and_by_no_other() {
        String read = "secretsmanager:GetSecretValue";
        List<String> readers = Arrays.stream(LambdaFunction.values())
                .filter(function ->
                        souk
                                .statementsOf(souk.behind(
                                        "api", souk.function(function).property("Role")))
                                .stream()
                                .filter(statement ->
                                        statement.at("Action").texts().contains(read))
                                .flatMap(statement -> statement.at("Resource").elements().stream())
                                .anyMatch(this::secretOfRds))
                .map(LambdaFunction::functionName)
                .toList();
        assertThat(readers).containsExactly("migrations");
    }

    /** RDS changes the password when it likes: what is looked up when a deployment begins may be wrong by its end. */
    @Test
    void the_admins_login_is_the_secret_that_rds_keeps_and_is_read_while_running() {
        Node secret = migrations(souk).at("DATABASE_ADMIN_SECRET");
        assertThat(secret.toString()).doesNotContain("resolve:secretsmanager");
        assertThat(secretOfRds(secret)).isTrue();
        assertThat(mayRead(souk)).filteredOn(this::secretOfRds).containsExactly(secret);
    }

    @Test
    void it_may_read_that_secret_and_those_of_the_modules_and_no_other() {
        List<Node> readable = mayRead(souk);
        assertThat(readable).hasSize(1 + DataOwner.values().length);
        assertThat(readable)
                .filteredOn(arn -> !secretOfRds(arn))
                .allSatisfy(arn -> assertThat(souk.behind("api", arn).type()).isEqualTo("AWS::SecretsManager::Secret"));
    }

    @Test
    void a_database_that_was_restored_has_another_secret_which_is_said() {
        Synthesized full = Synthesized.toTheFull();
        String said = Synthesized.RESTORED_ADMIN_SECRET;
        assertThat(migrations(full).at("DATABASE_ADMIN_SECRET").value()).isEqualTo(said);
        assertThat(mayRead(full)).contains(new Node(said)).noneMatch(this::secretOfRds);
    }

    private static Node migrations(Synthesized souk) {
        return souk.function(LambdaFunction.MIGRATIONS).property("Environment").at("Variables");
    }

    private static List<Node> mayRead(Synthesized souk) {
        return souk
                .statementsOf(souk.behind(
                        "api", souk.function(LambdaFunction.MIGRATIONS).property("Role")))
                .stream()
                .filter(statement -> statement.at("Action").texts().contains("secretsmanager:GetSecretValue"))
                .flatMap(statement -> statement.at("Resource").elements().stream())
                .toList();
    }

    /** An attribute of the database, imported from its stack. */
    private boolean secretOfRds(Node arn) {
        return arn.at("Fn::ImportValue").isThere()
                && arn.at("Fn::ImportValue").text().contains("MasterUserSecretSecretArn")
                && souk.behind("api", arn).equals(souk.only("AWS::RDS::DBInstance"));
    }
}
