package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Synthesized.Resource;
import dev.souk.infra.api.Trouble;
import dev.souk.model.message.WorkQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmsTest {
    private final Synthesized souk = Synthesized.dev();

    @ParameterizedTest
    @EnumSource
    void each_trouble_is_looked_for_in_the_logs_of_those_who_write_it(Trouble trouble) {
        List<Resource> filters = souk.all("AWS::Logs::MetricFilter").stream()
                .filter(filter ->
                        filter.property("FilterPattern").text().equals("{ $.event = \"" + trouble.event() + "\" }"))
                .toList();
        assertThat(filters.stream()
                        .map(filter -> souk.behind("api", filter.property("LogGroupName"))
                                .property("LogGroupName")
                                .text()))
                .containsExactlyInAnyOrderElementsOf(trouble.functions().stream()
                        .map(LambdaFunction::functionName)
                        .map(name -> "/aws/lambda/souk-dev-" + name)
                        .toList());
        for (Resource filter : filters) {
            assertThat(filter.property("MetricTransformations")
                            .at(0, "MetricName")
                            .text())
                    .isEqualTo(trouble.event());
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_line_of_it_raises_an_alarm_that_goes_to_whoever_wants_to_be_told(Trouble trouble) {
        Resource alarm = souk.one("AWS::CloudWatch::Alarm", "MetricName", trouble.event());
        assertThat(alarm.property("Namespace").text()).isEqualTo("souk-dev-trouble");
        assertThat(alarm.property("Statistic").text()).isEqualTo("Sum");
        assertThat(alarm.property("Threshold").number()).isEqualTo(1);
        assertThat(alarm.property("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
        assertThat(alarm.property("TreatMissingData").text()).isEqualTo("notBreaching");
        assertThat(souk.behind("api", alarm.property("AlarmActions").at(0)))
                .isEqualTo(souk.one("AWS::SNS::Topic", "TopicName", "souk-dev-alarms"));
    }

    /** A line that nobody writes any more raises no alarm, and nobody notices. */
    @ParameterizedTest
    @EnumSource
    void what_is_looked_for_is_what_the_code_writes(Trouble trouble) throws IOException {
        Path module = Path.of(System.getProperty("souk.checkout", "..")).resolve("functions-purchases/src/main/java");
        try (Stream<Path> sources = Files.walk(module)) {
            assertThat(sources.filter(Files::isRegularFile).map(AlarmsTest::text))
                    .anyMatch(source -> source.contains("\"" + trouble.event() + "\""));
        }
    }

    /** A forged webhook, and whatever else was tried too often. */
    @ParameterizedTest
    @EnumSource
    void fault_15_one_dead_letter_raises_an_alarm(WorkQueue work) {
        String dead = work.queueName() + "-dead";
        Resource alarm = souk.one("AWS::CloudWatch::Alarm", "AlarmName", "souk-dev-" + dead);
        assertThat(alarm.property("MetricName").text()).isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(alarm.property("Threshold").number()).isEqualTo(1);
        assertThat(alarm.property("ComparisonOperator").text()).isEqualTo("GreaterThanOrEqualToThreshold");
        assertThat(souk.behind("api", alarm.property("Dimensions").at(0, "Value")))
                .isEqualTo(souk.queue(dead));
        assertThat(souk.behind("api", alarm.property("AlarmActions").at(0)))
                .isEqualTo(souk.one("AWS::SNS::Topic", "TopicName", "souk-dev-alarms"));
    }

    @Test
    void there_is_no_other_alarm() {
        assertThat(souk.all("AWS::CloudWatch::Alarm")).hasSize(Trouble.values().length + WorkQueue.values().length);
    }

    private static String text(Path source) {
        try {
            return Files.readString(source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
