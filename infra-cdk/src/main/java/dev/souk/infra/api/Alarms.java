package dev.souk.infra.api;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Stage;
import dev.souk.infra.messaging.MessagingStack;
import dev.souk.model.message.WorkQueue;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.constructs.Construct;

/**
 * An alarm for each kind of {@link Trouble} in the functions' logs and for each queue's dead letters, and one topic that they all go to: who
 * subscribes to it is told.
 */
final class Alarms extends Construct {
    private static final Duration LOOKED_AT = Duration.minutes(5);

    private final Stage stage;
    private final Topic topic;

    Alarms(
            Construct scope,
            String id,
            Stage stage,
            Map<LambdaFunction, SoukFunction> functions,
            MessagingStack messaging) {
        super(scope, id);
        this.stage = stage;
        this.topic = Topic.Builder.create(this, "Topic")
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
            raise(
                    trouble.event(),
                    trouble.event().replace('.', '-').replace('_', '-'),
                    "Souk wrote " + trouble.event(),
                    metric);
        }
        for (WorkQueue work : WorkQueue.values()) {
            DeadLetterQueue dead =
                    Objects.requireNonNull(messaging.queue(work).queue().getDeadLetterQueue());
            String name = work.queueName() + "-dead";
            Metric letters = dead.getQueue()
                    .metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                            .statistic("Maximum")
                            .period(LOOKED_AT)
                            .build());
            raise(
                    name,
                    name,
                    "Something on " + work.queueName() + " could not be handled, or was not Stripe's",
                    letters);
        }
    }

    private void raise(String id, String name, String why, Metric metric) {
        Alarm.Builder.create(this, id)
                .alarmName(stage.nameOf(name))
                .alarmDescription(why + ": see docs/architecture.md")
                .metric(metric)
                .threshold(1)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(topic));
    }
}
