package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackagingTest {
    @Test
    void instances_are_made_of_snapshots_if_nothing_else_is_said() {
        Map<String, Object> all = Synthesized.settings(Stage.DEV);
        assertThat(Settings.from(all::get).packaging()).isEqualTo(Packaging.SNAPSTART);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MIGRATIONS", "STRIPE_SETUP"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_function_with_snapshots_has_a_version_and_the_alias_live_points_to_it(LambdaFunction function) {
        Synthesized souk = Synthesized.dev();
        Resource resource = souk.function(function);
        assertThat(resource.property("SnapStart").at("ApplyOn").text()).isEqualTo("PublishedVersions");
        assertThat(resource.property("Runtime").text()).startsWith("java");
        assertThat(souk.all("AWS::Lambda::Alias").stream()
                        .filter(alias -> alias.property("Name").text().equals("live"))
                        .filter(alias -> souk.behind(alias.stack(), alias.property("FunctionName"))
                                .equals(resource)))
                .singleElement()
                .satisfies(alias -> assertThat(versionOf(souk, alias).type()).isEqualTo("AWS::Lambda::Version"));
    }

    @Test
    void all_that_calls_a_function_with_snapshots_calls_the_alias_since_a_function_itself_has_none() {
        Synthesized souk = Synthesized.dev();
        List<String> aliases =
                souk.all("AWS::Lambda::Alias").stream().map(Resource::id).toList();
        assertThat(aliases).hasSize(LambdaFunction.serving().size());
        assertThat(calls(souk))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(aliases.stream()
                                .filter(id -> call.contains("Ref=" + id))
                                .count())
                        .as(call)
                        .isEqualTo(1));
    }

    @Test
    void who_is_called_at_deployments_only_is_neither_snapshotted_nor_bundled() {
        for (Synthesized souk : List.of(Synthesized.dev(), Synthesized.aot())) {
            Resource migrations = souk.function(LambdaFunction.MIGRATIONS);
            assertThat(migrations.property("Runtime").text()).startsWith("java");
            assertThat(migrations.property("SnapStart").isThere()).isFalse();
        }
    }

    @Test
    void a_call_that_a_schedule_made_in_vain_is_not_repeated_for_the_alias_either() {
        assertThat(Synthesized.dev().all("AWS::Lambda::EventInvokeConfig"))
                .isNotEmpty()
                .allSatisfy(config -> assertThat(config.property("Qualifier").text())
                        .matches(".*Fn::Split=\\[:, \\{Ref=\\w+Live\\w+}.*"));
    }

    @Test
    void a_raised_secrets_revision_makes_a_new_version_and_so_a_new_snapshot() {
        assertThat(versions(Synthesized.prod())).doesNotContainAnyElementsOf(versions(Synthesized.toTheFull()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MIGRATIONS", "STRIPE_SETUP"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_function_with_its_own_jvm_runs_on_the_machine_that_its_bundle_was_made_on(LambdaFunction function) {
        Resource resource = Synthesized.aot().function(function);
        assertThat(resource.property("Runtime").text()).isEqualTo("provided.al2023");
        assertThat(resource.property("Architectures").texts()).containsExactly("x86_64");
        assertThat(resource.property("Handler").text()).isEqualTo(function.handler() + "::handleRequest");
        assertThat(resource.property("SnapStart").isThere()).isFalse();
    }

    @Test
    void without_snapshots_there_are_no_versions_and_functions_are_called_themselves() {
        for (Synthesized souk : List.of(Synthesized.aot(), Synthesized.jar())) {
            assertThat(souk.all("AWS::Lambda::Alias")).isEmpty();
            assertThat(souk.all("AWS::Lambda::Version")).isEmpty();
            assertThat(souk.all("AWS::Lambda::Permission"))
                    .allSatisfy(permission -> assertThat(
                                    souk.behind(permission.stack(), permission.property("FunctionName"))
                                            .type())
                            .isEqualTo("AWS::Lambda::Function"));
        }
        assertThat(Synthesized.jar()
                        .function(LambdaFunction.USERS)
                        .property("Runtime")
                        .text())
                .startsWith("java");
    }

    @Test
    void cdk_nag_has_no_finding_without_a_reason_in_any_packaging() {
        for (Synthesized souk : List.of(Synthesized.aot(), Synthesized.jar())) {
            assertThat(ChecksTest.findings(souk.app())).isEmpty();
        }
    }

    private static Resource versionOf(Synthesized souk, Resource alias) {
        return souk.behind(alias.stack(), alias.property("FunctionVersion"));
    }

    private static List<String> versions(Synthesized souk) {
        return souk.all("AWS::Lambda::Version").stream().map(Resource::id).toList();
    }

    /** Whatever names a function in order to have it called. */
    private static List<String> calls(Synthesized souk) {
        Stream<Object> named = Stream.of("AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission")
                .flatMap(type -> souk.all(type).stream())
                .map(resource -> resource.property("FunctionName").value());
        Stream<Object> scheduled = souk.all("AWS::Scheduler::Schedule").stream()
                .map(schedule -> schedule.property("Target").at("Arn").value());
        Stream<Object> allowed = souk.all("AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream())
                .filter(statement -> statement.at("Action").texts().contains("lambda:InvokeFunction"))
                .map(statement -> statement.at("Resource").value());
        Stream<Object> served = souk.only("AWS::ApiGateway::RestApi").property("Body").at("paths").elements().stream()
                .flatMap(path -> path.elements().stream())
                .map(method ->
                        method.at("x-amazon-apigateway-integration", "uri").value())
                .filter(uri -> String.valueOf(uri).contains("functions/"));
        return Stream.of(named, scheduled, allowed, served)
                .flatMap(all -> all)
                .map(String::valueOf)
                .collect(Collectors.toList());
    }
}
