package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The WebSocket API. */
class LiveApiTest {
    static Stream<Synthesized> stages() {
        return Stream.of(Synthesized.dev(), Synthesized.prod(), Synthesized.jar());
    }

    private static Resource api(Synthesized souk) {
        return souk.only("AWS::ApiGatewayV2::Api");
    }

    private static Resource deployed(Synthesized souk) {
        return souk.only("AWS::ApiGatewayV2::Stage");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void its_three_routes_lead_to_the_function_and_only_what_is_said_is_answered(Synthesized souk) {
        assertThat(api(souk).property("ProtocolType").text()).isEqualTo("WEBSOCKET");
        List<Resource> routes = souk.all("AWS::ApiGatewayV2::Route");
        assertThat(routes)
                .extracting(route -> route.property("RouteKey").text())
                .containsExactlyInAnyOrder("$connect", "$disconnect", "$default");
        Resource integration = souk.only("AWS::ApiGatewayV2::Integration");
        assertThat(integration.property("IntegrationType").text()).isEqualTo("AWS_PROXY");
        assertThat(souk.behind("api", integration.property("IntegrationUri")))
                .isEqualTo(souk.function(LambdaFunction.LIVE));
        for (Resource route : routes) {
            boolean answers = route.property("RouteKey").text().equals("$default");
            assertThat(route.property("RouteResponseSelectionExpression").isThere())
                    .isEqualTo(answers);
            assertThat(route.property("Target").at("Fn::Join", 1).texts().toString())
                    .contains(integration.id());
            // A stage that is deployed before its routes has none.
            assertThat(deployed(souk).node().at("DependsOn").texts()).contains(route.id());
        }
        Resource answer = souk.only("AWS::ApiGatewayV2::RouteResponse");
        assertThat(souk.behind("api", answer.property("RouteId"))
                        .property("RouteKey")
                        .text())
                .isEqualTo("$default");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void it_lets_as_much_through_as_the_rest_and_logs_no_token(Synthesized souk) {
        Node settings = deployed(souk).property("DefaultRouteSettings");
        assertThat(settings.at("ThrottlingRateLimit").number())
                .isEqualTo(souk.stage().throttle().rate());
        assertThat(settings.at("ThrottlingBurstLimit").number())
                .isEqualTo(souk.stage().throttle().burst());
        assertThat(settings.at("DataTraceEnabled").value()).isEqualTo(false);
        String line = deployed(souk).property("AccessLogSettings").at("Format").text();
        assertThat(line)
                .contains("$context.connectionId", "$context.routeKey")
                .doesNotContain("sourceIp", "userAgent", "authorizer", "header", "querystring", "body");
        assertThat(souk.behind(
                                "api",
                                deployed(souk).property("AccessLogSettings").at("DestinationArn"))
                        .property("RetentionInDays")
                        .isThere())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void it_alone_calls_the_function_and_the_worker_may_post_to_its_connections_and_nothing_else(Synthesized souk) {
        assertThat(souk.all("AWS::Lambda::Permission").stream()
                        .filter(permission -> souk.behind("api", permission.property("FunctionName"))
                                .equals(souk.function(LambdaFunction.LIVE)))
                        .toList())
                .singleElement()
                .satisfies(permission -> {
                    assertThat(permission.property("Principal").text()).isEqualTo("apigateway.amazonaws.com");
                    assertThat(permission.property("SourceArn").text())
                            .contains(api(souk).id(), "/" + souk.stage().stageName() + "/*");
                });
        List<Node> statements = souk.all("AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.property("PolicyDocument").at("Statement").elements().stream())
                .filter(statement -> statement.at("Action").text().contains("execute-api"))
                .toList();
        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.at("Action").text()).isEqualTo("execute-api:ManageConnections");
            assertThat(statement.at("Resource").text())
                    .contains(api(souk).id(), "/" + souk.stage().stageName() + "/POST/@connections/*");
        });
    }

    @ParameterizedTest
    @MethodSource("stages")
    void the_worker_is_told_where_to_post_and_the_function_that_is_called_is_not(Synthesized souk) {
        Node url = souk.function(LambdaFunction.LIVE_WORKER)
                .property("Environment")
                .at("Variables", "CONNECTIONS_URL");
        assertThat(url.text())
                .contains(
                        "https://",
                        api(souk).id(),
                        ".execute-api.",
                        "/" + souk.stage().stageName());
        assertThat(souk.function(LambdaFunction.LIVE)
                        .property("Environment")
                        .at("Variables", "CONNECTIONS_URL")
                        .isThere())
                .isFalse();
    }

    @Test
    void pages_are_told_where_it_is_and_may_connect_to_it() {
        Node words = Synthesized.dev()
                .only("Custom::CDKBucketDeployment")
                .property("SourceMarkers")
                .at(0);
        assertThat(words.at("export const LIVE_URL = '';").text())
                .contains("export const LIVE_URL = 'wss://", "live-id", ".execute-api.", "/dev';");
        assertThat(words.at("connect-src 'self'").text()).contains("connect-src 'self' https://", " wss://");
    }

    @Test
    void on_localstack_the_worker_pushes_nothing() {
        assertThat(Synthesized.localStack()
                        .function(LambdaFunction.LIVE_WORKER)
                        .property("Environment")
                        .at("Variables", "CONNECTIONS_URL")
                        .isThere())
                .isFalse();
    }
}
