package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.infra.watch.Trouble;
import dev.souk.infra.watch.Waiting;
import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("souk.checkout", ".."));

    private final Synthesized souk = Synthesized.dev();

    @ParameterizedTest
    @EnumSource
    void each_trouble_is_looked_for_in_the_logs_of_those_who_write_it(Trouble trouble) {
        List<Resource> filters = filtersFor(trouble.event());
        assertThat(filters.stream().map(WatchTest::logOf))
                .containsExactlyInAnyOrderElementsOf(
                        trouble.functions().stream().map(WatchTest::log).toList());
        for (Resource filter : filters) {
            assertThat(transformation(filter, "MetricName")).isEqualTo(trouble.event());
            assertThat(transformation(filter, "MetricNamespace")).isEqualTo("souk-dev-trouble");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_line_of_it_raises_an_alarm(Trouble trouble) {
        Resource alarm = souk.one("AWS::CloudWatch::Alarm", "MetricName", trouble.event());
        assertThat(alarm.property("Namespace").text()).isEqualTo("souk-dev-trouble");
        assertThat(alarm.property("Statistic").text()).isEqualTo("Sum");
        assertThat(alarm.property("Threshold").number()).isEqualTo(1);
        assertThat(alarm.property("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
    }

    @ParameterizedTest
    @EnumSource
    void what_waits_is_measured_by_the_seconds_that_its_sweeper_writes(Waiting waiting) {
        Resource filter = filtersFor(waiting.event()).stream()
                .filter(each -> logOf(each).equals(log(waiting.function())))
                .findFirst()
                .orElseThrow();
        assertThat(transformation(filter, "MetricValue")).isEqualTo("$.oldest_seconds");
        assertThat(transformation(filter, "DefaultValue"))
                .as("when nothing waits")
                .isEqualTo("0");
        Resource alarm = souk.one("AWS::CloudWatch::Alarm", "MetricName", waiting.metricName());
        assertThat(alarm.property("Namespace").text()).isEqualTo(transformation(filter, "MetricNamespace"));
        assertThat(alarm.property("Statistic").text()).isEqualTo("Maximum");
    }

    /** A line that nobody writes any more raises no alarm, and nobody notices. */
    @Test
    void what_is_looked_for_is_what_the_code_writes() throws IOException {
        List<String> events = Stream.concat(
                        Arrays.stream(Trouble.values()).map(Trouble::event),
                        Arrays.stream(Waiting.values()).map(Waiting::event))
                .toList();
        String sources = sources("functions-catalog")
                + sources("functions-purchases")
                + sources("functions-webhooks")
                + sources("shared-lambda");
        assertThat(events).allSatisfy(event -> assertThat(sources).contains("\"" + event + "\""));
    }

    /** A forged webhook, and whatever else was tried too often. */
    @ParameterizedTest
    @EnumSource
    void fault_15_one_dead_letter_raises_an_alarm(WorkQueue work) {
        Resource alarm = alarm(work.queueName() + "-dead");
        assertThat(alarm.property("MetricName").text()).isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(alarm.property("Threshold").number()).isEqualTo(1);
        assertThat(alarm.property("Dimensions").at(0, "Value").text())
                .isEqualTo(souk.queue(work.queueName() + "-dead")
                        .property("QueueName")
                        .text());
    }

    @ParameterizedTest
    @EnumSource
    void a_function_that_fails_raises_an_alarm(LambdaFunction function) {
        assertThat(alarm(function.functionName() + "-errors")
                        .property("Dimensions")
                        .at(0, "Value")
                        .text())
                .isEqualTo(souk.function(function).property("FunctionName").text());
    }

    @Test
    void what_alarms_name_is_what_the_stacks_make() {
        assertThat(alarm("database-busy").property("Dimensions").at(0, "Value").text())
                .isEqualTo(souk.only("AWS::RDS::DBInstance")
                        .property("DBInstanceIdentifier")
                        .text());
        assertThat(alarm("api-5xx").property("Dimensions").at(0, "Value").text())
                .isEqualTo(
                        souk.only("AWS::ApiGateway::RestApi").property("Name").text());
        assertThat(alarm("api-5xx").property("Dimensions").at(1, "Value").text())
                .isEqualTo(souk.only("AWS::ApiGateway::Stage")
                        .property("StageName")
                        .text());
        assertThat(alarm("database-connections").property("Threshold").number())
                .isLessThan(Integer.parseInt(souk.only("AWS::RDS::DBParameterGroup")
                        .property("Parameters")
                        .at("max_connections")
                        .text()));
    }

    @Test
    void every_alarm_tells_whoever_wants_to_be_told_when_it_begins_and_when_it_is_over() {
        Resource topic = souk.one("AWS::SNS::Topic", "TopicName", "souk-dev-alarms");
        assertThat(alarms()).hasSizeGreaterThan(30).allSatisfy(alarm -> {
            assertThat(souk.behind("watch", alarm.property("AlarmActions").at(0)))
                    .isEqualTo(topic);
            assertThat(souk.behind("watch", alarm.property("OKActions").at(0))).isEqualTo(topic);
            assertThat(alarm.property("TreatMissingData").text()).isEqualTo("notBreaching");
        });
    }

    @Test
    void the_runbook_has_a_chapter_for_every_alarm_and_none_for_others() throws IOException {
        String runbook = Files.readString(CHECKOUT.resolve("docs/operations.md"), StandardCharsets.UTF_8);
        String alarmsPart =
                runbook.substring(runbook.indexOf("## When an alarm is raised"), runbook.indexOf("## Commands"));
        Set<String> chapters = alarmsPart
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toSet());
        Set<String> named = Stream.concat(Stream.of(souk), Synthesized.withOtherDatabases().stream())
                .flatMap(stage -> stage.all("AWS::CloudWatch::Alarm").stream())
                .map(alarm -> alarm.property("AlarmDescription").text())
                .map(text -> text.substring(text.indexOf("docs/operations.md#") + "docs/operations.md#".length()))
                .collect(Collectors.toSet());
        assertThat(chapters).isEqualTo(named);
    }

    @Test
    void the_overview_shows_every_alarm_and_every_queue() {
        String page = souk.only("AWS::CloudWatch::Dashboard")
                .property("DashboardBody")
                .toString();
        for (WorkQueue work : WorkQueue.values()) {
            assertThat(page).contains("souk-dev-" + work.queueName());
        }
        assertThat(alarms()).allSatisfy(alarm -> assertThat(page).contains(alarm.id()));
    }

    @Test
    void every_log_is_kept_for_a_time_that_is_said() {
        for (Synthesized stage : List.of(souk, Synthesized.prod())) {
            assertThat(stage.all("AWS::Logs::LogGroup"))
                    .isNotEmpty()
                    .allSatisfy(
                            log -> assertThat(log.property("RetentionInDays").isThere())
                                    .isTrue());
        }
    }

    @Test
    void what_costs_says_whose_it_is() {
        for (String type : List.of(
                "AWS::Lambda::Function",
                "AWS::RDS::DBInstance",
                "AWS::S3::Bucket",
                "AWS::SQS::Queue",
                "AWS::ApiGateway::Stage",
                "AWS::EC2::VPC",
                "AWS::SecretsManager::Secret")) {
            assertThat(souk.all(type))
                    .as(type)
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(resource.property("Tags").toString())
                            .contains("Key=souk:application, Value=souk")
                            .contains("Key=souk:stage, Value=dev"));
        }
    }

    private List<Resource> alarms() {
        return souk.all("AWS::CloudWatch::Alarm");
    }

    private Resource alarm(String name) {
        return souk.one("AWS::CloudWatch::Alarm", "AlarmName", "souk-dev-" + name);
    }

    private List<Resource> filtersFor(String event) {
        return souk.all("AWS::Logs::MetricFilter").stream()
                .filter(filter -> filter.property("FilterPattern").text().equals("{ $.event = \"" + event + "\" }"))
                .toList();
    }

    private static String logOf(Resource filter) {
        return filter.property("LogGroupName").text();
    }

    private static String log(LambdaFunction function) {
        return "/aws/lambda/souk-dev-" + function.functionName();
    }

    private static String transformation(Resource filter, String field) {
        return filter.property("MetricTransformations").at(0, field).text();
    }

    private static String sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT.resolve(module + "/src/main/java"))) {
            return files.filter(Files::isRegularFile).map(WatchTest::text).collect(Collectors.joining());
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
