package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.Synthesized.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is allowed to anybody, in every stage and every way to set it up: a list that does not have to know who there is. */
class PoliciesTest {
    /** Actions that AWS knows for no resource of their own. The network's cards have none before there is one. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");

    static Stream<Synthesized> all() {
        return Stream.concat(
                Stream.of(
                        Synthesized.dev(),
                        Synthesized.prod(),
                        Synthesized.toTheFull(),
                        Synthesized.elsewhere(),
                        Synthesized.aot(),
                        Synthesized.jar(),
                        Synthesized.localStack()),
                Synthesized.withOtherDatabases().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_action_is_a_wildcard(Synthesized souk) {
        assertThat(allowed(souk)).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.at("NotAction").isThere()).isFalse();
            assertThat(statement.at("Action").texts()).isNotEmpty().noneMatch(action -> action.contains("*"));
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_is_allowed_on_everything_but_what_knows_no_resource(Synthesized souk) {
        assertThat(allowed(souk)).allSatisfy(statement -> {
            assertThat(statement.at("NotResource").isThere()).isFalse();
            if (statement.at("Resource").elements().stream().anyMatch(PoliciesTest::isEverything)) {
                assertThat(WITHOUT_RESOURCE).containsAll(statement.at("Action").texts());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_function_has_a_role_that_no_other_has(Synthesized souk) {
        List<Node> roles = souk.all("AWS::Lambda::Function").stream()
                .map(function -> function.property("Role"))
                .toList();
        assertThat(roles).doesNotHaveDuplicates();
    }

    /** A whole service, or a whole kind of thing in it. */
    private static boolean isEverything(Node resource) {
        return resource.value() instanceof String text && (text.equals("*") || text.matches("arn:[^/]*:\\*"));
    }

    /** Of policies and of roles themselves. */
    private static List<Node> allowed(Synthesized souk) {
        Stream<Node> policies = Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(type -> souk.all(type).stream())
                .map(policy -> policy.property("PolicyDocument"));
        Stream<Node> inRoles = souk.all("AWS::IAM::Role").stream()
                .map((Resource role) -> role.property("Policies"))
                .flatMap(inline -> inline.elements().stream())
                .map(policy -> policy.at("PolicyDocument"));
        return Stream.concat(policies, inRoles)
                .flatMap(document -> document.at("Statement").elements().stream())
                .filter(statement -> statement.at("Effect").text().equals("Allow"))
                .toList();
    }
}
