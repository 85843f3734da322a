package dev.souk.infra.api;

import dev.souk.api.Contract;
import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.TokenIssuer;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.model.message.WorkQueue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.ExportValueOptions;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.ApiDefinition;
import software.amazon.awscdk.services.apigateway.CfnRestApi;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.apigateway.SpecRestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The REST API of the contract. */
final class SoukRestApi extends Construct {
    /** TLS 1.2 and 1.3, with ciphers of today. AWS's own choice for a REST API begins at TLS 1.0. */
    private static final String TLS = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09";

    private final Settings settings;
    private final String url;
    private final Map<String, WebhookIntegration> webhooks = new HashMap<>();
    private final ApiAddress address;

    SoukRestApi(
            Construct scope,
            String id,
            Settings settings,
            TokenIssuer issuer,
            Contract contract,
            Map<LambdaFunction, SoukFunction> functions,
            MessagingStack messaging) {
        super(scope, id);
        this.settings = settings;
        Map<String, Object> body = ApiBody.of(
                contract,
                settings.stage().nameOf("api"),
                issuer.userPoolArn().map(EdgeAuthorizer::new),
                name -> FunctionIntegration.to(functionNamed(name, functions)),
                name -> webhooks.computeIfAbsent(name, _ -> webhook(name, messaging)));
        SpecRestApi api = api(body);
        servedByFunctions(contract).forEach(name -> let(api, functionNamed(name, functions)));
        if (settings.stage().safety().firewall()) {
            // Its ARN, and not its name: the firewall needs the stage to be there first.
            new Firewall(this, "Firewall", settings.stage())
                    .standBefore(api.getDeploymentStage().getStageArn());
        } else {
            Acknowledged.on(
                    api,
                    "AwsSolutions-APIG3",
                    "A web ACL costs more than all else of an API that is idle, and a stage for trying things out holds nobody's data.");
        }
        url = urlOf(api);
        acknowledge(api);
        outputs(api);
        address = addressOf(api);
    }

    /** Where it is, for other stacks. */
    ApiAddress address() {
        return address;
    }

    private SpecRestApi api(Map<String, Object> body) {
        SpecRestApi.Builder builder = SpecRestApi.Builder.create(this, "Api")
                .restApiName(settings.stage().nameOf("api"))
                .apiDefinition(ApiDefinition.fromInline(body))
                .endpointTypes(List.of(EndpointType.REGIONAL))
                // API Gateway writes no log before its account has a role for that.
                .cloudWatchRole(true)
                .deployOptions(stageOptions());
        settings.apiDomain()
                .ifPresent(domain -> builder.disableExecuteApiEndpoint(true)
                        .domainName(DomainNameOptions.builder()
                                .domainName(domain.name())
                                .certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificate()))
                                .endpointType(EndpointType.REGIONAL)
                                .securityPolicy(SecurityPolicy.TLS_1_2)
                                .build()));
        SpecRestApi api = builder.build();
        CfnRestApi resource = (CfnRestApi) Objects.requireNonNull(api.getNode().getDefaultChild());
        resource.setSecurityPolicy(TLS);
        // The policy asks for this to be said. Strict: the name of the TLS handshake has to be that of the request.
        resource.setEndpointAccessMode("STRICT");
        return api;
    }

    private StageOptions stageOptions() {
        Stage stage = settings.stage();
        LogGroup accessLog = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName("/aws/apigateway/" + stage.nameOf("api"))
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return StageOptions.builder()
                .stageName(stage.stageName())
                .throttlingRateLimit(stage.throttle().rate())
                .throttlingBurstLimit(stage.throttle().burst())
                .accessLogDestination(new LogGroupLogDestination(accessLog))
                .accessLogFormat(AccessLogFormat.custom(accessLogLine()))
                .metricsEnabled(true)
                .tracingEnabled(stage.place().tracing())
                // What went wrong inside API Gateway, never a body or a header.
                .loggingLevel(MethodLoggingLevel.ERROR)
                .dataTraceEnabled(false)
                .build();
    }

    /** Ids, times and outcomes. No address of a caller, no path or query with what he asked for, no header. */
    private static String accessLogLine() {
        Map<String, String> fields = Map.of(
                "request_id", AccessLogField.contextRequestId(),
                "trace_id", AccessLogField.contextXrayTraceId(),
                "time", AccessLogField.contextRequestTimeEpoch(),
                "method", AccessLogField.contextHttpMethod(),
                "resource", AccessLogField.contextResourcePath(),
                "status", AccessLogField.contextStatus(),
                "latency_ms", AccessLogField.contextResponseLatency(),
                "integration_latency_ms", AccessLogField.contextIntegrationLatency(),
                "integration_status", AccessLogField.contextIntegrationStatus(),
                "error", AccessLogField.contextErrorResponseType());
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private WebhookIntegration webhook(String queueName, MessagingStack messaging) {
        WorkQueue work = Arrays.stream(WorkQueue.values())
                .filter(queue -> queue.queueName().equals(queueName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the contract names a queue that is none: " + queueName));
        return new WebhookIntegration(
                this, "To-" + queueName, messaging.queue(work).queue());
    }

    private static List<String> servedByFunctions(Contract contract) {
        return contract.operations().stream()
                .map(Contract.Operation::function)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Only this stage of this API may call the function. */
    private void let(SpecRestApi api, SoukFunction function) {
        function.called()
                .addPermission(
                        "CalledByApi",
                        Permission.builder()
                                .principal(new ServicePrincipal("apigateway.amazonaws.com"))
                                .sourceArn(api.arnForExecuteApi(
                                        "*", "/*", settings.stage().stageName()))
                                .build());
    }

    private static SoukFunction functionNamed(String name, Map<LambdaFunction, SoukFunction> functions) {
        return LambdaFunction.named(name)
                .map(functions::get)
                .orElseThrow(() -> new IllegalStateException("the contract names a function that is none: " + name));
    }

    private ApiAddress addressOf(SpecRestApi api) {
        Stage stage = settings.stage();
        Stack stack = Stack.of(this);
        // Said in any case: a stack cannot take back what another still imports, and would have to when the owner gives
        // a name.
        String id = stack.exportValue(
                api.getRestApiId(),
                ExportValueOptions.builder().name(stage.nameOf("api-id")).build());
        return settings.apiDomain()
                .map(domain -> new ApiAddress("https://" + domain.name(), ""))
                .orElseGet(() -> new ApiAddress(
                        "https://" + id + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix(),
                        "/" + stage.stageName()));
    }

    /** Where it is reached, with a slash at the end. */
    private String urlOf(SpecRestApi api) {
        return settings.apiDomain()
                .map(domain -> "https://" + domain.name() + "/")
                .orElseGet(api::getUrl);
    }

    String url() {
        return url;
    }

    private void outputs(SpecRestApi api) {
        Stack stack = Stack.of(this);
        CfnOutput.Builder.create(stack, "ApiUrl")
                .value(url)
                .description("Before the paths of the contract")
                .build();
        if (api.getDomainName() != null) {
            CfnOutput.Builder.create(stack, "ApiDomainTarget")
                    .value(api.getDomainName().getDomainNameAliasDomainName())
                    .description("What the name of the API is to be an alias of, in DNS")
                    .build();
        }
    }

    private void acknowledge(SpecRestApi api) {
        Acknowledged.on(
                api,
                "AwsSolutions-APIG2",
                "Functions judge what they get and name each wrong field as the contract says; API Gateway would answer before them, in"
                        + " words of its own. It does check the one call that no function sees: a webhook without signature is refused.");
        Acknowledged.on(
                api,
                "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
                "The role by which API Gateway logs is the account's, for all of its APIs in the region: it is AWS's own to define.");
    }
}
