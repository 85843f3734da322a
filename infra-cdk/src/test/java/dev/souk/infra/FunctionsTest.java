package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.deployment.LambdaFunction;
import dev.souk.deployment.Variable;
import dev.souk.deployment.Variable.Given;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.infra.network.SoukNetwork;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {
    private static final Set<String> LOGGING = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final Set<String> NETWORKING = Set.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");
    private static final Set<String> TRACING = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");
    private static final Set<String> RECEIVING = Set.of(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl");

    private final Synthesized souk = Synthesized.dev();

    @Test
    void there_is_each_function_and_no_other() {
        assertThat(souk.all("AWS::Lambda::Function").stream()
                        .filter(function -> function.stack().equals("api")))
                .hasSize(LambdaFunction.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void a_function_is_what_the_list_of_functions_says(LambdaFunction function) {
        Resource resource = souk.function(function);
        assertThat(resource.property("Handler").text()).isEqualTo(function.handler() + "::handleRequest");
        assertThat(resource.property("Timeout").number())
                .isEqualTo(function.timeout().toSeconds());
        assertThat(resource.property("MemorySize").number()).isEqualTo(function.memoryMegabytes());
        assertThat(resource.property("Architectures").texts()).containsExactly("arm64");
    }

    @ParameterizedTest
    @EnumSource
    void a_handler_is_a_class_that_Lambda_can_make_and_call(LambdaFunction function)
            throws ReflectiveOperationException {
        Class<?> handler = Class.forName(function.handler(), false, getClass().getClassLoader());
        assertThat(handler).isAssignableTo(RequestStreamHandler.class);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void a_function_runs_on_the_Java_that_it_is_compiled_for(LambdaFunction function) throws IOException {
        assertThat(souk.function(function).property("Runtime").text())
                .isEqualTo("java" + releaseOf(LambdaFunction.class));
    }

    @ParameterizedTest
    @EnumSource
    void a_function_gets_all_variables_that_it_needs_and_none_that_it_does_not_read(LambdaFunction function) {
        for (Synthesized stage : List.of(Synthesized.dev(), Synthesized.prod(), Synthesized.toTheFull())) {
            Set<String> given = environmentOf(stage, function).names();
            assertThat(given)
                    .containsAll(names(function, Given.ALWAYS))
                    .isSubsetOf(names(function, Given.ALWAYS, Given.WHERE_WANTED))
                    .noneMatch(name -> Variable.valueOf(name).given() == Given.BY_LAMBDA);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_variable_that_the_owner_does_not_want_is_left_to_the_function(LambdaFunction function) {
        Set<String> wanted = new TreeSet<>(names(function, Given.ALWAYS));
        if (function == LambdaFunction.EMAIL_WORKER) {
            // Not the owner's to want: the stacks make it.
            wanted.add("SES_CONFIGURATION_SET");
        }
        if (function == LambdaFunction.LIVE_WORKER) {
            // The same.
            wanted.add("CONNECTIONS_URL");
        }
        if (function.variables().contains(Variable.OIDC_ADMIN_CLAIM)) {
            // And the group of those who run the platform.
            wanted.addAll(List.of("OIDC_ADMIN_CLAIM", "OIDC_ADMIN_VALUE"));
        }
        assertThat(environmentOf(souk, function).names()).isEqualTo(wanted);
    }

    @Test
    void a_variable_that_the_owner_wants_reaches_those_who_read_it() {
        Node environment = environmentOf(Synthesized.toTheFull(), LambdaFunction.PURCHASES);
        assertThat(environment.at("DOWNLOAD_LIMIT").text()).isEqualTo("7");
        assertThat(environment.at("CORS_ORIGINS").text()).isEqualTo("https://souk.example,https://www.souk.example");
        assertThat(environment.at("STOREFRONT_URL").text()).isEqualTo("https://souk.example");
    }

    @Test
    void the_settings_of_the_owner_reach_the_functions() {
        assertThat(environmentOf(souk, LambdaFunction.EMAIL_WORKER)
                        .at("MAIL_FROM")
                        .text())
                .isEqualTo("Souk <shop@souk.example>");
        assertThat(environmentOf(souk, LambdaFunction.EMAIL_WORKER)
                        .at("MAIL_TRANSPORT")
                        .text())
                .isEqualTo("ses");
        assertThat(environmentOf(souk, LambdaFunction.EMAIL_WORKER)
                        .at("SES_CONFIGURATION_SET")
                        .text())
                .isEqualTo("souk-dev-mail");
    }

    @ParameterizedTest
    @EnumSource
    void no_secret_stands_in_a_template(LambdaFunction function) {
        Node environment = environmentOf(souk, function);
        Set<String> secrets = new TreeSet<>(Set.of(
                "DATABASE_PASSWORD",
                "SOUK_SECRET",
                "STRIPE_SECRET_KEY",
                "STRIPE_WEBHOOK_SECRETS",
                "STRIPE_ACCOUNTS_WEBHOOK_SECRETS"));
        secrets.retainAll(environment.names());
        assertThat(secrets.contains("DATABASE_PASSWORD")).isEqualTo(!function.runsAtDeploy());
        for (String secret : secrets) {
            assertThat(environment.at(secret, "Fn::Join", 1, 0).text()).startsWith("{{resolve:secretsmanager:");
        }
    }

    @Test
    void Stripes_key_is_looked_up_under_the_name_of_the_stage() {
        assertThat(environmentOf(souk, LambdaFunction.PURCHASES)
                        .at("STRIPE_SECRET_KEY")
                        .text())
                .contains(":secret:souk/dev/stripe:SecretString:secret_key");
    }

    @Test
    void a_raised_secrets_revision_changes_every_function_so_that_secrets_are_looked_up_again() {
        for (LambdaFunction function : LambdaFunction.values()) {
            assertThat(Synthesized.toTheFull()
                            .function(function)
                            .property("Description")
                            .text())
                    .endsWith("secrets 8")
                    .isNotEqualTo(Synthesized.prod()
                            .function(function)
                            .property("Description")
                            .text());
        }
    }

    @Test
    void the_database_is_asked_under_its_own_address_and_by_TLS_only() {
        for (LambdaFunction function : usingTheDatabase()) {
            Node url = environmentOf(souk, function).at("DATABASE_URL");
            assertThat(behind(url).type()).isEqualTo("AWS::RDS::DBInstance");
            assertThat(url.at("Fn::Join", 1, 2).text()).isEqualTo(":3306/souk?sslMode=REQUIRED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bucket_that_a_function_is_told_of_is_there_and_may_be_used(LambdaFunction function) {
        Node bucket = environmentOf(souk, function).at("FILES_BUCKET");
        assertThat(bucket.isThere()).isEqualTo(function.variables().contains(Variable.FILES_BUCKET));
        if (bucket.isThere()) {
            assertThat(behind(bucket)).isEqualTo(filesBucket());
            assertThat(mayDo(
                            function,
                            Set.of(
                                                    LambdaFunction.FILE_SCANS_WORKER,
                                                    LambdaFunction.CATALOG_SWEEPER,
                                                    LambdaFunction.PURCHASES_SWEEPER)
                                            .contains(function)
                                    ? "s3:DeleteObject"
                                    : "s3:GetObject"))
                    .contains(filesBucket());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_queue_that_a_function_is_told_of_is_there_and_may_be_sent_to(LambdaFunction function) {
        List<Resource> told = new ArrayList<>();
        Map.of(
                        Variable.EMAILS_QUEUE_URL,
                        "emails",
                        Variable.LIVE_UPDATES_QUEUE_URL,
                        "live-updates",
                        Variable.SELLER_WEBHOOKS_QUEUE_URL,
                        "seller-webhooks",
                        Variable.ORDER_REQUESTS_QUEUE_URL,
                        "order-requests",
                        Variable.EXPORTS_QUEUE_URL,
                        "exports",
                        Variable.IMAGES_QUEUE_URL,
                        "images")
                .forEach((variable, name) -> {
                    Node queue = environmentOf(souk, function).at(variable.name());
                    assertThat(queue.isThere()).isEqualTo(function.variables().contains(variable));
                    if (queue.isThere()) {
                        assertThat(behind(queue)).isEqualTo(souk.queue(name));
                        told.add(souk.queue(name));
                    }
                });
        assertThat(mayDo(function, "sqs:SendMessage")).containsExactlyInAnyOrderElementsOf(told);
    }

    @ParameterizedTest
    @EnumSource
    void a_function_may_do_what_its_code_does_and_nothing_else(LambdaFunction function) {
        Set<String> wanted = new TreeSet<>(LOGGING);
        if (function.usesDatabase()) {
            wanted.addAll(NETWORKING);
        }
        function.queue().ifPresent(_ -> wanted.addAll(RECEIVING));
        if (isTraced(function)) {
            wanted.addAll(TRACING);
        }
        wanted.addAll(
                switch (function) {
                    case USERS, SALES_ROLL_UP -> Set.of();
                    case PURCHASES_SWEEPER -> Set.of("s3:DeleteObject", "s3:AbortMultipartUpload");
                    case EXPORT_WORKER ->
                        Set.of(
                                "s3:PutObject",
                                "s3:GetObject",
                                "s3:AbortMultipartUpload",
                                "s3:ListBucket",
                                "sqs:SendMessage");
                    case CATALOG ->
                        Set.of(
                                "s3:PutObject",
                                "s3:GetObject",
                                "s3:DeleteObject",
                                "s3:AbortMultipartUpload",
                                "s3:ListMultipartUploadParts",
                                "s3:ListBucket",
                                "sqs:SendMessage");
                    case PURCHASES -> Set.of("s3:GetObject", "sqs:SendMessage");
                    case PAYMENT_WORKER,
                            ORDER_WORKER,
                            ACCOUNT_WORKER,
                            SETTLEMENT,
                            ORDER_SWEEPER,
                            RECONCILER,
                            PARKED_EVENTS,
                            OUTBOX_SWEEPER,
                            USERS_OUTBOX_SWEEPER,
                            CATALOG_OUTBOX_SWEEPER,
                            WEBHOOKS,
                            SELLER_WEBHOOKS_WORKER,
                            WEBHOOK_SWEEPER -> Set.of("sqs:SendMessage");
                    case EMAIL_WORKER -> Set.of("ses:SendRawEmail");
                    case EMAIL_EVENTS_WORKER, LIVE -> Set.of();
                    case FILE_SCANS_WORKER -> Set.of("s3:DeleteObject", "sqs:SendMessage");
                    case IMAGES_WORKER ->
                        Set.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "sqs:SendMessage");
                    case CATALOG_SWEEPER -> Set.of("s3:DeleteObject", "s3:AbortMultipartUpload");
                    case LIVE_WORKER -> Set.of("execute-api:ManageConnections");
                    case MIGRATIONS -> Set.of("secretsmanager:GetSecretValue");
                    case STRIPE_SETUP -> Set.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue");
                });
        assertThat(statements(function).stream().flatMap(statement -> statement.at("Action").texts().stream()))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @EnumSource
    void only_network_and_traces_are_allowed_on_every_resource(LambdaFunction function) {
        Set<String> known = new TreeSet<>(NETWORKING);
        known.addAll(TRACING);
        for (Node statement : statements(function)) {
            if (statement.at("Resource").elements().contains(new Node("*"))) {
                assertThat(known).containsAll(statement.at("Action").texts());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_done_for_a_request_or_a_message_is_traced_and_what_a_schedule_looks_for_is_not(
            LambdaFunction function) {
        for (Synthesized stage : List.of(Synthesized.dev(), Synthesized.prod(), Synthesized.aot())) {
            assertThat(stage.function(function)
                            .property("TracingConfig")
                            .at("Mode")
                            .value())
                    .isEqualTo(isTraced(function) ? "Active" : null);
        }
        LambdaFunction.serving()
                .forEach(each -> assertThat(Synthesized.localStack()
                                .function(each)
                                .property("TracingConfig")
                                .isThere())
                        .isFalse());
    }

    private static boolean isTraced(LambdaFunction function) {
        return function.schedule().isEmpty() && !function.runsAtDeploy();
    }

    @Test
    void mail_goes_out_under_the_address_of_the_owner_only() {
        Node sending = statements(LambdaFunction.EMAIL_WORKER).stream()
                .filter(statement -> statement.at("Action").texts().contains("ses:SendRawEmail"))
                .findFirst()
                .orElseThrow();
        assertThat(sending.at("Condition", "StringEquals", "ses:FromAddress").text())
                .isEqualTo("shop@souk.example");
        assertThat(sending.at("Resource").texts())
                .hasSize(3)
                .anyMatch(resource -> resource.contains(":configuration-set/souk-dev-mail"))
                .anyMatch(resource -> resource.contains(":identity/shop@souk.example"))
                .anyMatch(resource -> resource.contains(":identity/souk.example"));
    }

    @ParameterizedTest
    @EnumSource
    void each_function_has_a_role_and_a_log_of_its_own_and_the_log_ends_some_day(LambdaFunction function) {
        Resource resource = souk.function(function);
        assertThat(mayDo(function, "logs:PutLogEvents"))
                .containsExactly(behind(resource.property("LoggingConfig").at("LogGroup")));
        assertThat(behind(resource.property("LoggingConfig").at("LogGroup"))
                        .property("RetentionInDays")
                        .number())
                .isEqualTo(14);
        assertThat(souk.all("AWS::Lambda::Function").stream()
                        .filter(other -> other.stack().equals("api"))
                        .filter(other -> roleOf(other).equals(roleOf(resource))))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("usingTheDatabase")
    void functions_are_in_the_network_where_the_database_listens_to_them(LambdaFunction function) {
        Node network = souk.function(function).property("VpcConfig");
        assertThat(network.at("SubnetIds").elements()).hasSize(2);
        Resource group = behind(network.at("SecurityGroupIds", 0));
        assertThat(souk.all("AWS::EC2::SecurityGroupIngress"))
                .filteredOn(ingress -> Integer.valueOf(SoukNetwork.DATABASE_PORT)
                        .equals(ingress.property("FromPort").value()))
                .singleElement()
                .satisfies(
                        ingress -> assertThat(souk.behind(ingress.stack(), ingress.property("SourceSecurityGroupId")))
                                .isEqualTo(group));
    }

    @Test
    void what_asks_only_others_is_in_no_network() {
        assertThat(souk.function(LambdaFunction.STRIPE_SETUP)
                        .property("VpcConfig")
                        .isThere())
                .isFalse();
    }

    @Test
    void functions_that_no_queue_feeds_are_held_to_their_number_of_instances_in_production() {
        for (LambdaFunction function : LambdaFunction.values()) {
            Node reserved = Synthesized.prod().function(function).property("ReservedConcurrentExecutions");
            assertThat(reserved.value())
                    .isEqualTo(
                            function.queue().isPresent() || !function.usesDatabase()
                                    ? null
                                    : (Object) function.mostInstances());
            assertThat(souk.function(function)
                            .property("ReservedConcurrentExecutions")
                            .isThere())
                    .isFalse();
        }
    }

    @Test
    void each_scheduled_function_is_called_at_its_rate_and_a_failed_call_is_left_to_the_next() {
        Map<Resource, String> rates = new HashMap<>();
        for (Resource schedule : souk.all("AWS::Scheduler::Schedule")) {
            rates.put(
                    behind(schedule.property("Target").at("Arn")),
                    schedule.property("ScheduleExpression").text());
            assertThat(schedule.property("Target")
                            .at("RetryPolicy", "MaximumRetryAttempts")
                            .number())
                    .isZero();
        }
        for (LambdaFunction function : LambdaFunction.values()) {
            String rate = function.schedule()
                    .map(Duration::toMinutes)
                    .map(minutes -> minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)")
                    .orElse(null);
            assertThat(rates.get(souk.function(function)))
                    .as(function.functionName())
                    .isEqualTo(rate);
        }
        assertThat(souk.all("AWS::Lambda::EventInvokeConfig"))
                .hasSize(rates.size())
                .allSatisfy(config -> assertThat(
                                config.property("MaximumRetryAttempts").number())
                        .isZero());
    }

    @Test
    void a_schedule_may_call_its_function_and_do_nothing_else() {
        for (Resource schedule : souk.all("AWS::Scheduler::Schedule")) {
            Resource called = behind(schedule.property("Target").at("Arn"));
            Resource role = behind(schedule.property("Target").at("RoleArn"));
            assertThat(souk.statementsOf(role)).singleElement().satisfies(statement -> {
                assertThat(statement.at("Action").texts()).containsExactly("lambda:InvokeFunction");
                assertThat(behind(statement.at("Resource"))).isEqualTo(called);
            });
        }
    }

    private Resource filesBucket() {
        return souk.all("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.property("CorsConfiguration").isThere())
                .findFirst()
                .orElseThrow();
    }

    private static Node environmentOf(Synthesized souk, LambdaFunction function) {
        return souk.function(function).property("Environment").at("Variables");
    }

    private static List<LambdaFunction> usingTheDatabase() {
        return Arrays.stream(LambdaFunction.values())
                .filter(LambdaFunction::usesDatabase)
                .toList();
    }

    private List<Node> statements(LambdaFunction function) {
        return souk.statementsOf(roleOf(souk.function(function)));
    }

    /** What a function may do that to. */
    private Set<Resource> mayDo(LambdaFunction function, String action) {
        return statements(function).stream()
                .filter(statement -> statement.at("Action").texts().contains(action))
                .flatMap(statement -> statement.at("Resource").elements().stream())
                .map(this::behind)
                .collect(Collectors.toSet());
    }

    private Resource roleOf(Resource function) {
        return behind(function.property("Role"));
    }

    private Resource behind(Node value) {
        return souk.behind("api", value);
    }

    private static Set<String> names(LambdaFunction function, Given... given) {
        return function.variables().stream()
                .filter(variable -> List.of(given).contains(variable.given()))
                .map(Variable::name)
                .collect(Collectors.toSet());
    }

    /** A class file says which release of Java it needs: 44 more than its number. */
    private static int releaseOf(Class<?> type) throws IOException {
        try (DataInputStream file = new DataInputStream(
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class")))) {
            file.readInt();
            file.readUnsignedShort();
            return file.readUnsignedShort() - 44;
        }
    }
}
