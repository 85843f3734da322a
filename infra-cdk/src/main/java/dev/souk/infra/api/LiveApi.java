package dev.souk.infra.api;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.ExportValueOptions;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnRouteResponse;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The WebSocket API, by which those who watch an order hear of its changes. Without its routes at first: functions want to know where it
 * is before there is one that it could call.
 */
final class LiveApi extends Construct {
    private static final List<String> ROUTES = List.of("$connect", "$disconnect", "$default");

    private final Stage stage;
    private final CfnApi api;

    LiveApi(Construct scope, String id, Stage stage) {
        super(scope, id);
        this.stage = stage;
        this.api = CfnApi.Builder.create(this, "Api")
                .name(stage.nameOf("live"))
                .description("Souk: what becomes of an order")
                .protocolType("WEBSOCKET")
                // All that clients say goes one way; the expression has to be there.
                .routeSelectionExpression("$request.body.action")
                .build();
    }

    /** Where texts are posted to connections, below {@code /@connections/}. */
    String connectionsUrl() {
        return "https://" + host() + "/" + stage.stageName();
    }

    /** Where clients connect, for other stacks. */
    String url() {
        Stack stack = Stack.of(this);
        String apiId = stack.exportValue(
                api.getRef(),
                ExportValueOptions.builder().name(stage.nameOf("live-id")).build());
        return "wss://" + host(apiId) + "/" + stage.stageName();
    }

    private String host() {
        return host(api.getRef());
    }

    private String host(String apiId) {
        Stack stack = Stack.of(this);
        return apiId + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix();
    }

    /**
     * Has {@code function} answer.
     *
     * @param logsRole what gives API Gateway the right to write logs, once for the account
     */
    void answeredBy(SoukFunction function, IConstruct logsRole) {
        IFunction called = function.called();
        called.addPermission(
                "CalledByLiveApi",
                Permission.builder()
                        .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                        .sourceArn(arn("*"))
                        .build());
        CfnIntegration integration = CfnIntegration.Builder.create(this, "Integration")
                .apiId(api.getRef())
                .integrationType("AWS_PROXY")
                .integrationUri("arn:" + Stack.of(this).getPartition() + ":apigateway:"
                        + Stack.of(this).getRegion() + ":lambda:path/2015-03-31/functions/" + called.getFunctionArn()
                        + "/invocations")
                .build();
        CfnStage deployed = deployed(logsRole);
        for (String key : ROUTES) {
            String name = key.substring(1);
            boolean answers = key.equals("$default");
            CfnRoute route = CfnRoute.Builder.create(this, "Route-" + name)
                    .apiId(api.getRef())
                    .routeKey(key)
                    .authorizationType("NONE")
                    .routeResponseSelectionExpression(answers ? "$default" : null)
                    .target("integrations/" + integration.getRef())
                    .build();
            Acknowledged.on(
                    route,
                    "AwsSolutions-APIG4",
                    "Browsers can send no header when they connect, and addresses are logged. A connection by itself is told nothing: each"
                            + " message that wants to watch an order brings its own proof, which the function checks.");
            deployed.getNode().addDependency(route);
            if (answers) {
                CfnRouteResponse.Builder.create(this, "Answer-" + name)
                        .apiId(api.getRef())
                        .routeId(route.getRef())
                        .routeResponseKey("$default")
                        .build();
            }
        }
        CfnOutput.Builder.create(Stack.of(this), "LiveUrl")
                .value("wss://" + host() + "/" + stage.stageName())
                .description("Where clients connect to hear what becomes of an order")
                .build();
    }

    private CfnStage deployed(IConstruct logsRole) {
        LogGroup accessLog = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName("/aws/apigateway/" + stage.nameOf("live"))
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnStage deployed = CfnStage.Builder.create(this, "Stage")
                .apiId(api.getRef())
                .stageName(stage.stageName())
                .autoDeploy(true)
                .accessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(accessLog.getLogGroupArn())
                        .format(accessLogLine())
                        .build())
                .defaultRouteSettings(CfnStage.RouteSettingsProperty.builder()
                        .throttlingRateLimit(stage.throttle().rate())
                        .throttlingBurstLimit(stage.throttle().burst())
                        .detailedMetricsEnabled(true)
                        .loggingLevel("ERROR")
                        // Never what is said: tokens are.
                        .dataTraceEnabled(false)
                        .build())
                .build();
        deployed.getNode().addDependency(logsRole);
        return deployed;
    }

    /** Ids, times and outcomes: no address of a caller, no header, nothing of what is said. */
    private static String accessLogLine() {
        Map<String, String> fields = Map.of(
                "request_id", "$context.requestId",
                "connection_id", "$context.connectionId",
                "time", "$context.requestTimeEpoch",
                "event", "$context.eventType",
                "route", "$context.routeKey",
                "status", "$context.status",
                "integration_status", "$context.integrationStatus",
                "integration_latency_ms", "$context.integrationLatency",
                "error", "$context.error.responseType");
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Lets {@code worker} post to connections of this stage, and end none. */
    void letPost(SoukFunction worker) {
        worker.mayDo("execute-api:ManageConnections", arn("POST/@connections/*"));
        Acknowledged.on(
                worker,
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<"
                        + Stack.of(this).getLogicalId(api) + ">/" + stage.stageName() + "/POST/@connections/*]",
                "API Gateway names connections when they are opened; all connections of this stage of this API are watchers of orders.");
    }

    private String arn(String what) {
        Stack stack = Stack.of(this);
        return "arn:" + stack.getPartition() + ":execute-api:" + stack.getRegion() + ":" + stack.getAccount() + ":"
                + api.getRef() + "/" + stage.stageName() + "/" + what;
    }
}
