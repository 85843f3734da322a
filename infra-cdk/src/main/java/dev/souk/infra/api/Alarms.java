package dev.souk.infra.api;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Stage;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** An alarm for each kind of {@link Trouble} in the functions' logs, and one topic that they all go to: who subscribes to it is told. */
final class Alarms extends Construct {
    private static final Duration LOOKED_AT = Duration.minutes(5);

    Alarms(Construct scope, String id, Stage stage, Map<LambdaFunction, SoukFunction> functions) {
        super(scope, id);
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName(stage.nameOf("alarms"))
                .displayName("Souk " + stage.stageName() + ": somebody has to look")
                .enforceSsl(true)
                .build();
        for (Trouble trouble : Trouble.values()) {
            Metric metric = Metric.Builder.create()
                    .namespace(stage.nameOf("trouble"))
                    .metricName(trouble.event())
                    .statistic("Sum")
                    .period(LOOKED_AT)
                    .build();
            for (LambdaFunction what : trouble.functions()) {
                SoukFunction function = Objects.requireNonNull(functions.get(what));
                MetricFilter.Builder.create(this, trouble.event() + "-in-" + what.functionName())
                        .logGroup(function.log())
                        .filterPattern(FilterPattern.stringValue("$.event", "=", trouble.event()))
                        .metricNamespace(metric.getNamespace())
                        .metricName(metric.getMetricName())
                        .metricValue("1")
                        .build();
            }
            Alarm alarm = Alarm.Builder.create(this, trouble.event())
                    .alarmName(stage.nameOf(trouble.event().replace('.', '-').replace('_', '-')))
                    .alarmDescription("Souk wrote " + trouble.event() + ": see docs/architecture.md")
                    .metric(metric)
                    .threshold(1)
                    .evaluationPeriods(1)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                    .treatMissingData(TreatMissingData.NOT_BREACHING)
                    .build();
            alarm.addAlarmAction(new SnsAction(topic));
        }
    }
}
