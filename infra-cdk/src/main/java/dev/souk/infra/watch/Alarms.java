package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.model.message.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The alarms of a stage, and one topic that they all go to: who subscribes to it is told, when it begins and when it is over. Each says in its
 * description which chapter of the runbook to open.
 */
final class Alarms extends Construct {
    private static final String RUNBOOK = "docs/operations.md#";

    private static final int MANY_ERRORS = 5;
    private static final int SLOW_MILLIS = 5_000;
    private static final int BUSY_PERCENT = 90;
    /** A statement of more than 16 KB does it, and that is rare; ten at a time are a habit. */
    private static final int MANY_PINNED = 10;

    private static final double LITTLE_STORAGE_BYTES = 2e9;
    private static final int QUEUE_AGE_SECONDS = 15 * 60;
    /** Nobody has paid and waits longer than this without our knowing. */
    private static final int PAYMENT_AGE_SECONDS = 5 * 60;
    /** SES looks at a sender's account above 5 %, and above 0.1 % of complaints. */
    private static final double BOUNCES = 0.05;

    private static final double COMPLAINTS = 0.001;

    private final Stage stage;
    private final Topic topic;
    private final List<IAlarm> all = new ArrayList<>();

    Alarms(Construct scope, String id, Settings settings, Metrics metrics, int mostConnections) {
        super(scope, id);
        this.stage = settings.stage();
        this.topic = Topic.Builder.create(this, "Topic")
                .topicName(stage.nameOf("alarms"))
                .displayName("Souk " + stage.stageName() + ": somebody has to look")
                .enforceSsl(true)
                .build();
        for (Trouble trouble : Trouble.values()) {
            String name = trouble.event().replace('.', '-').replace('_', '-');
            raise(name, name, "Souk wrote " + trouble.event(), metrics.trouble(trouble), 1, 1);
        }
        for (Waiting waiting : Waiting.values()) {
            String name = waiting.metricName().replace("-oldest-seconds", "") + "-waits";
            raise(
                    name,
                    "something-waits",
                    "What was committed waits: " + waiting.event(),
                    metrics.oldest(waiting),
                    (double) waiting.tooLong().toSeconds(),
                    1);
        }
        for (WorkQueue work : WorkQueue.values()) {
            String queue = work.queueName();
            raise(
                    queue + "-dead",
                    "dead-letters",
                    "Something on " + queue + " could not be handled, or was not Stripe's",
                    metrics.queue(queue + "-dead", "ApproximateNumberOfMessagesVisible"),
                    1,
                    1);
            raise(
                    queue + "-age",
                    "an-old-message",
                    "A message on " + queue + " waits and waits",
                    metrics.queue(queue, "ApproximateAgeOfOldestMessage"),
                    work == WorkQueue.PAYMENT_EVENTS ? PAYMENT_AGE_SECONDS : QUEUE_AGE_SECONDS,
                    1);
        }
        raise(
                "api-5xx",
                "api-5xx",
                "Requests end with an error of ours",
                metrics.api("5XXError", "Sum"),
                MANY_ERRORS,
                1);
        raise(
                "api-slow",
                "api-slow",
                "One request of a hundred takes long",
                metrics.api("Latency", "p99"),
                SLOW_MILLIS,
                3);
        for (LambdaFunction function : LambdaFunction.values()) {
            raise(
                    function.functionName() + "-errors",
                    "function-errors",
                    function.functionName() + " fails",
                    metrics.function(function, "Errors", "Sum"),
                    MANY_ERRORS,
                    1);
        }
        for (LambdaFunction function : LambdaFunction.serving()) {
            if (function.queue().isEmpty() && function.schedule().isEmpty()) {
                raise(
                        function.functionName() + "-throttles",
                        "function-throttles",
                        "There are fewer instances of " + function.functionName() + " than callers",
                        metrics.function(function, "Throttles", "Sum"),
                        MANY_ERRORS,
                        1);
            }
        }
        raise(
                "database-connections",
                "database-connections",
                "The database has few connections left",
                metrics.database("DatabaseConnections", "Maximum"),
                Math.floor(mostConnections * 0.8),
                1);
        switch (settings.database().engine()) {
            case INSTANCE -> {
                busy(metrics.database("CPUUtilization", "Average"));
                raise(
                        below("database-storage", "database-storage", "The database has little room left"),
                        metrics.database("FreeStorageSpace", "Minimum"),
                        LITTLE_STORAGE_BYTES,
                        1);
            }
            // Of the most that it may grow to; its storage grows by itself.
            case AURORA -> busy(metrics.database("ACUUtilization", "Average"));
        }
        settings.proxyName()
                .ifPresent(proxy -> raise(
                        "proxy-pins",
                        "proxy-pins",
                        "Functions hold connections of the proxy for themselves",
                        metrics.proxy(proxy, "DatabaseConnectionsCurrentlySessionPinned"),
                        MANY_PINNED,
                        3));
        raise(
                "mail-bounces",
                "mail-reputation",
                "Many mails come back",
                metrics.reputation("Reputation.BounceRate"),
                BOUNCES,
                1);
        raise(
                "mail-complaints",
                "mail-reputation",
                "Mails are called spam",
                metrics.reputation("Reputation.ComplaintRate"),
                COMPLAINTS,
                1);
    }

    private void busy(IMetric metric) {
        raise("database-busy", "database-busy", "The database is at its limit", metric, BUSY_PERCENT, 3);
    }

    List<IAlarm> all() {
        return List.copyOf(all);
    }

    private record Rule(String name, String chapter, String why, ComparisonOperator when) {}

    private static Rule below(String name, String chapter, String why) {
        return new Rule(name, chapter, why, ComparisonOperator.LESS_THAN_THRESHOLD);
    }

    private void raise(String name, String chapter, String why, IMetric metric, double threshold, int periods) {
        raise(
                new Rule(name, chapter, why, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD),
                metric,
                threshold,
                periods);
    }

    private void raise(Rule rule, IMetric metric, double threshold, int periods) {
        Alarm alarm = Alarm.Builder.create(this, rule.name())
                .alarmName(stage.nameOf(rule.name()))
                .alarmDescription(rule.why() + ". " + RUNBOOK + rule.chapter())
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .comparisonOperator(rule.when())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        all.add(alarm);
    }
}
