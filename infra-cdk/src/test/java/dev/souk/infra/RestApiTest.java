package dev.souk.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiTest {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Contract CONTRACT = Contract.load();

    private final Synthesized souk = Synthesized.dev();
    private final Resource api = souk.only("AWS::ApiGateway::RestApi");
    private final Node body = api.property("Body");

    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    static Stream<Operation> webhooks() {
        return operations().stream().filter(operation -> operation.queue() != null);
    }

    static Stream<Operation> servedByFunctions() {
        return operations().stream().filter(operation -> operation.function() != null);
    }

    @ParameterizedTest
    @MethodSource("servedByFunctions")
    void an_operation_goes_to_the_function_that_the_contract_names(Operation operation) {
        assertThat(functionOf(method(operation.pathTemplate(), operation.method())))
                .isEqualTo(souk.stage().nameOf(Objects.requireNonNull(operation.function())));
    }

    @ParameterizedTest
    @MethodSource("servedByFunctions")
    void a_function_gets_the_request_as_it_came_and_has_29_seconds(Operation operation) {
        Node integration = method(operation.pathTemplate(), operation.method()).at(INTEGRATION);
        assertThat(integration.at("type").text()).isEqualTo("aws_proxy");
        assertThat(integration.at("httpMethod").text()).isEqualTo("POST");
        assertThat(integration.at("timeoutInMillis").number()).isEqualTo(29_000);
    }

    @Test
    void
            there_is_what_the_contract_has_with_HEAD_beside_GET_and_OPTIONS_wherever_a_function_answers_and_nothing_else() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (Operation operation : operations()) {
            Set<String> methods = wanted.computeIfAbsent(operation.pathTemplate(), _ -> new TreeSet<>());
            methods.add(operation.method().toLowerCase(Locale.ROOT));
            if (operation.function() != null) {
                methods.add("options");
                if (operation.method().equals("GET")) {
                    methods.add("head");
                }
            }
        }
        Map<String, Set<String>> found = body.at("paths").names().stream()
                .collect(Collectors.toMap(
                        path -> path, path -> body.at("paths", path).names()));
        assertThat(found).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("servedByFunctions")
    void HEAD_and_OPTIONS_go_where_the_local_gateway_sends_them(Operation operation) {
        String first = CONTRACT.operations().stream()
                .filter(other -> other.pathTemplate().equals(operation.pathTemplate()))
                .map(Operation::function)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertThat(functionOf(method(operation.pathTemplate(), "OPTIONS")))
                .isEqualTo(souk.stage().nameOf(first));
        if (operation.method().equals("GET")) {
            assertThat(functionOf(method(operation.pathTemplate(), "HEAD")))
                    .isEqualTo(functionOf(method(operation.pathTemplate(), "GET")));
        }
    }

    @Test
    void every_path_has_one_function_so_that_nobody_has_to_ask_which_answers_OPTIONS() {
        assertThat(servedByFunctions()
                        .collect(Collectors.groupingBy(
                                Operation::pathTemplate, Collectors.mapping(Operation::function, Collectors.toSet())))
                        .values())
                .allSatisfy(functions -> assertThat(functions).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_path_names_its_parameters_and_keeps_to_what_the_importer_takes(Operation operation) {
        Pattern segment = Pattern.compile("[A-Za-z0-9._-]+|\\{[A-Za-z0-9._-]+}");
        List<String> segments = List.of(operation.pathTemplate().substring(1).split("/", -1));
        assertThat(segments).allMatch(segment.asMatchPredicate());
        List<String> named = method(operation.pathTemplate(), operation.method()).at("parameters").elements().stream()
                .filter(parameter -> parameter.at("in").text().equals("path"))
                .map(parameter -> "{" + parameter.at("name").text() + "}")
                .toList();
        assertThat(named)
                .containsExactlyElementsOf(
                        segments.stream().filter(text -> text.startsWith("{")).toList());
    }

    @Test
    void nothing_is_left_that_the_importer_reads_otherwise() {
        assertThat(body.at("openapi").text()).isEqualTo("3.0.1");
        assertThat(body.at("components").names()).containsExactly("securitySchemes");
        assertThat(body.toString()).doesNotContain("$ref", "example=", "discriminator");
    }

    @Test
    void only_the_stage_of_this_api_may_call_a_function_and_only_those_that_it_serves() {
        String live = souk.stage().nameOf(LambdaFunction.LIVE.functionName());
        Set<String> called = souk.all("AWS::Lambda::Permission").stream()
                // It is the WebSocket API's: LiveApiTest.
                .filter(permission ->
                        !nameOf(behind(permission.property("FunctionName"))).equals(live))
                .peek(permission -> {
                    Node source = permission.property("SourceArn");
                    assertThat(permission.property("Principal").text()).isEqualTo("apigateway.amazonaws.com");
                    assertThat(source.at("Fn::Join", 1).elements())
                            .contains(new Node(Map.of("Ref", api.id())))
                            .last()
                            .isEqualTo(new Node("/dev/*/*"));
                })
                .map(permission -> nameOf(behind(permission.property("FunctionName"))))
                .collect(Collectors.toSet());
        assertThat(called)
                .isEqualTo(servedByFunctions()
                        .map(operation -> souk.stage().nameOf(Objects.requireNonNull(operation.function())))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void a_webhook_goes_straight_to_its_queue(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        Node integration = webhook.at(INTEGRATION);
        assertThat(integration.at("type").text()).isEqualTo("aws");
        assertThat(integration.at("httpMethod").text()).isEqualTo("POST");
        List<Node> uri = integration.at("uri", "Fn::Join", 1).elements();
        assertThat(uri.get(4)).isEqualTo(new Node(":sqs:path/"));
        assertThat(uri.get(5)).isEqualTo(new Node(Map.of("Ref", "AWS::AccountId")));
        assertThat(behind(uri.getLast())).isEqualTo(souk.queue(Objects.requireNonNull(operation.queue())));
        assertThat(integration
                        .at("requestParameters", "integration.request.header.Content-Type")
                        .text())
                .isEqualTo("'application/x-www-form-urlencoded'");
    }

    @Test
    void the_operations_for_queues_are_the_webhooks_of_Stripe() {
        assertThat(webhooks()
                        .map(operation ->
                                operation.method() + " " + operation.pathTemplate() + " " + operation.queue()))
                .containsExactlyInAnyOrder(
                        "POST /v1/webhooks/stripe payment-events", "POST /v1/webhooks/stripe/accounts account-events");
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void what_is_put_on_the_queue_is_the_raw_body_with_signature_and_trace(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        Node templates = webhook.at(INTEGRATION, "requestTemplates");
        assertThat(templates.names()).containsExactlyInAnyOrder("application/json", "application/json; charset=utf-8");
        for (String type : templates.names()) {
            assertThat(sent(templates.at(type).text(), "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"))
                    .containsExactly(
                            "Action=SendMessage",
                            "MessageBody=the raw body",
                            "MessageAttribute.1.Name=Stripe-Signature",
                            "MessageAttribute.1.Value.StringValue=t=1,v1=ab",
                            "MessageAttribute.1.Value.DataType=String",
                            "MessageAttribute.2.Name=Received-At",
                            "MessageAttribute.2.Value.StringValue=1764000000000",
                            "MessageAttribute.2.Value.DataType=String",
                            "MessageSystemAttribute.1.Name=AWSTraceHeader",
                            "MessageSystemAttribute.1.Value.StringValue="
                                    + "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
                            "MessageSystemAttribute.1.Value.DataType=String");
        }
    }

    /** SQS refuses a message for a system attribute that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Root=1-5759e988",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled",
                "Root=1-5759e988-bd862e3fe1be46a994272793&MessageBody=mine",
                "Root=1-5759e988-bd862e3fe1be46a994272793\n;Sampled=1"
            })
    void what_is_no_trace_header_keeps_no_webhook_from_its_queue(String header) {
        webhooks()
                .map(webhook -> method(webhook.pathTemplate(), webhook.method())
                        .at(INTEGRATION, "requestTemplates", "application/json")
                        .text())
                .forEach(template -> assertThat(sent(template, header))
                        .hasSize(8)
                        .noneMatch(parameter -> parameter.startsWith("MessageSystemAttribute")));
    }

    /** What API Gateway makes of a template, which is Velocity's: the parameters of the call of SQS. */
    private static List<String> sent(String template, String traceHeader) {
        VelocityContext values = new VelocityContext(Map.of(
                "input", new Input(traceHeader),
                "util", new Util(),
                "context", Map.of("requestTimeEpoch", 1_764_000_000_000L)));
        StringWriter text = new StringWriter();
        new VelocityEngine().evaluate(values, text, "webhook", template);
        return Arrays.stream(text.toString().split("&", -1))
                .map(parameter -> URLDecoder.decode(parameter, UTF_8))
                .toList();
    }

    /** {@code $input} of a request. */
    public record Input(String traceHeader) {
        public String getBody() {
            return "the raw body";
        }

        /** What is not there is empty. */
        public String params(String header) {
            return Map.of("Stripe-Signature", "t=1,v1=ab", "X-Amzn-Trace-Id", traceHeader)
                    .getOrDefault(header, "");
        }
    }

    /** {@code $util}. */
    public static final class Util {
        public String urlEncode(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void a_strangers_words_never_reach_SQS_as_they_are(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        assertThat(webhook.at(INTEGRATION, "passthroughBehavior").text()).isEqualTo("never");
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void a_webhook_without_signature_is_refused_and_its_body_is_not_looked_at(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        Node validator = body.at(
                "x-amazon-apigateway-request-validators",
                webhook.at("x-amazon-apigateway-request-validator").text());
        assertThat(validator.at("validateRequestParameters").value()).isEqualTo(true);
        assertThat(validator.at("validateRequestBody").value()).isEqualTo(false);
        assertThat(webhook.at("parameters").elements()).singleElement().satisfies(parameter -> {
            assertThat(parameter.at("name").text()).isEqualTo("Stripe-Signature");
            assertThat(parameter.at("in").text()).isEqualTo("header");
            assertThat(parameter.at("required").value()).isEqualTo(true);
        });
    }

    @Test
    void functions_judge_their_requests_themselves() {
        servedByFunctions()
                .forEach(operation -> assertThat(method(operation.pathTemplate(), operation.method())
                                .at("x-amazon-apigateway-request-validator")
                                .isThere())
                        .isFalse());
        assertThat(body.at("x-amazon-apigateway-request-validator").isThere()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void only_what_SQS_took_is_answered_with_200(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        Node responses = webhook.at(INTEGRATION, "responses");
        assertThat(responses.names()).containsExactlyInAnyOrder("200", "400", "default");
        assertThat(responses.at("200", "statusCode").text()).isEqualTo("200");
        assertThat(responses.at("200", "responseTemplates", "application/json").text())
                .isEqualTo("{}");
        assertThat(responses.at("400", "statusCode").text()).isEqualTo("400");
        assertThat(responses.at("400", "responseTemplates", "application/json").text())
                .isEqualTo("{\"message\":\"Bad Request\"}");
        assertThat(responses.at("default", "statusCode").text()).isEqualTo("500");
        assertThat(responses
                        .at("default", "responseTemplates", "application/json")
                        .text())
                .isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void an_answer_of_an_integration_is_declared_with_its_headers(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        for (Node answer : List.of(
                webhook.at(INTEGRATION, "responses", "200"),
                webhook.at(INTEGRATION, "responses", "400"),
                webhook.at(INTEGRATION, "responses", "default"))) {
            Node declared = webhook.at("responses", answer.at("statusCode").text());
            assertThat(declared.isThere()).isTrue();
            for (String header : answer.at("responseParameters").names()) {
                assertThat(declared.at("headers").names())
                        .contains(header.substring("method.response.header.".length()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void the_gateway_may_send_to_the_webhooks_queue_and_do_nothing_else(Operation operation) {
        Node webhook = method(operation.pathTemplate(), operation.method());
        Resource role = behind(webhook.at(INTEGRATION, "credentials"));
        assertThat(souk.statementsOf(role)).singleElement().satisfies(statement -> {
            assertThat(statement.at("Action").texts()).containsExactly("sqs:SendMessage");
            assertThat(behind(statement.at("Resource")))
                    .isEqualTo(souk.queue(Objects.requireNonNull(operation.queue())));
        });
    }

    @Test
    void bodies_of_the_local_gateways_binary_types_are_binary_here_too() {
        assertThat(body.at("x-amazon-apigateway-binary-media-types").texts())
                .containsExactlyInAnyOrder(
                        "application/octet-stream",
                        "application/pdf",
                        "application/zip",
                        "multipart/form-data",
                        "image/*",
                        "audio/*",
                        "video/*",
                        "font/*");
    }

    @Test
    void a_page_of_another_origin_can_read_what_API_Gateway_answers_itself() {
        Node answers = body.at("x-amazon-apigateway-gateway-responses");
        assertThat(answers.names()).contains("DEFAULT_4XX", "DEFAULT_5XX");
        for (String type : answers.names()) {
            assertThat(answers.at(type, "responseParameters", "gatewayresponse.header.Access-Control-Allow-Origin")
                            .text())
                    .isEqualTo("'*'");
        }
    }

    @Test
    void who_asks_too_often_is_told_in_the_form_of_the_contract() {
        Node answer = body.at("x-amazon-apigateway-gateway-responses", "THROTTLED");
        assertThat(answer.at("statusCode").text()).isEqualTo("429");
        assertThat(answer.at("responseParameters", "gatewayresponse.header.Content-Type")
                        .text())
                .isEqualTo("'application/problem+json'");
        assertThat(answer.at("responseParameters", "gatewayresponse.header.Retry-After")
                        .text())
                .isEqualTo("'1'");
        assertThat(answer.at("responseTemplates", "application/json").text())
                .isEqualTo("{\"type\":\"https://souk.dev/problems/too_many_requests\",\"title\":\"Too many requests\","
                        + "\"status\":429,\"code\":\"too_many_requests\",\"detail\":\"Try again in a moment.\","
                        + "\"request_id\":\"$context.requestId\"}");
    }

    @Test
    void TLS_begins_at_1_2() {
        assertThat(api.property("SecurityPolicy").text()).isEqualTo("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09");
        assertThat(api.property("EndpointAccessMode").text()).isEqualTo("STRICT");
        assertThat(api.property("EndpointConfiguration").at("Types").texts()).containsExactly("REGIONAL");
    }

    @Test
    void the_stage_is_throttled_and_logs_what_happened_but_neither_bodies_nor_who_asked() {
        Resource stage = souk.only("AWS::ApiGateway::Stage");
        Node all = stage.property("MethodSettings").at(0);
        assertThat(all.at("HttpMethod").text() + all.at("ResourcePath").text()).isEqualTo("*/*");
        assertThat(all.at("ThrottlingRateLimit").number()).isEqualTo(100);
        assertThat(all.at("ThrottlingBurstLimit").number()).isEqualTo(200);
        assertThat(all.at("LoggingLevel").text()).isEqualTo("ERROR");
        assertThat(all.at("DataTraceEnabled").value()).isEqualTo(false);
        assertThat(stage.property("AccessLogSetting").at("Format").text())
                .contains("$context.requestId", "$context.xrayTraceId", "$context.status", "$context.resourcePath")
                .doesNotContain("sourceIp", "$context.path", "authorizer", "userAgent");
        assertThat(behind(stage.property("AccessLogSetting").at("DestinationArn"))
                        .property("RetentionInDays")
                        .number())
                .isEqualTo(14);
    }

    @Test
    void requests_are_traced_where_there_is_somebody_to_trace_them() {
        for (Synthesized stage : List.of(Synthesized.dev(), Synthesized.prod())) {
            assertThat(stage.only("AWS::ApiGateway::Stage")
                            .property("TracingEnabled")
                            .value())
                    .isEqualTo(true);
        }
        assertThat(Synthesized.localStack()
                        .only("AWS::ApiGateway::Stage")
                        .property("TracingEnabled")
                        .value())
                .isNotEqualTo(true);
    }

    @Test
    void an_api_with_a_name_of_its_own_answers_under_no_other() {
        Synthesized full = Synthesized.toTheFull();
        assertThat(full.only("AWS::ApiGateway::RestApi")
                        .property("DisableExecuteApiEndpoint")
                        .value())
                .isEqualTo(true);
        Resource domain = full.only("AWS::ApiGateway::DomainName");
        assertThat(domain.property("DomainName").text()).isEqualTo("api.souk.example");
        assertThat(domain.property("SecurityPolicy").text()).isEqualTo("TLS_1_2");
        assertThat(full.only("AWS::ApiGateway::BasePathMapping")
                        .property("BasePath")
                        .isThere())
                .isFalse();
        assertThat(full.template("api").at("Outputs", "ApiUrl", "Value").text()).isEqualTo("https://api.souk.example/");
        assertThat(full.template("api").at("Outputs", "ApiDomainTarget").isThere())
                .isTrue();
    }

    private Node method(String path, String method) {
        Node says = body.at("paths", path, method.toLowerCase(Locale.ROOT));
        assertThat(says.isThere()).as("%s %s", method, path).isTrue();
        return says;
    }

    private String functionOf(Node method) {
        return nameOf(behind(method.at(INTEGRATION, "uri")));
    }

    private static String nameOf(Resource function) {
        return function.property("FunctionName").text();
    }

    private Resource behind(Node value) {
        return souk.behind("api", value);
    }
}
