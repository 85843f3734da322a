package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Settings;
import dev.souk.infra.Settings.DatabaseOptions.Engine;
import dev.souk.model.message.WorkQueue;
import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** One page of a stage: what is wrong, what buyers meet, what waits, what the database does. */
final class Overview extends Construct {
    private static final int WHOLE = 24;
    private static final int HALF = 12;

    Overview(Construct scope, String id, Settings settings, Metrics metrics, List<IAlarm> alarms) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(settings.stage().nameOf("overview"))
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(WHOLE)
                .height(6)
                .alarms(alarms)
                .build());
        dashboard.addWidgets(
                graph(
                        "Requests",
                        List.of(
                                metrics.api("Count", "Sum"),
                                metrics.api("4XXError", "Sum"),
                                metrics.api("5XXError", "Sum"))),
                graph(
                        "How long they take, ms",
                        List.of(
                                metrics.api("Latency", "p50"),
                                metrics.api("Latency", "p99"),
                                metrics.api("IntegrationLatency", "p99"))));
        dashboard.addWidgets(
                graph(
                        "Oldest message of each queue, s",
                        Arrays.stream(WorkQueue.values())
                                .<IMetric>map(work -> metrics.queue(work.queueName(), "ApproximateAgeOfOldestMessage"))
                                .toList()),
                graph(
                        "Dead letters",
                        Arrays.stream(WorkQueue.values())
                                .<IMetric>map(work ->
                                        metrics.queue(work.queueName() + "-dead", "ApproximateNumberOfMessagesVisible"))
                                .toList()));
        dashboard.addWidgets(
                graph(
                        "Committed and not gone on with, s",
                        Arrays.stream(Waiting.values())
                                .<IMetric>map(metrics::oldest)
                                .toList()),
                graph(
                        "Troubles",
                        Arrays.stream(Trouble.values())
                                .<IMetric>map(metrics::trouble)
                                .toList()));
        dashboard.addWidgets(
                graph(
                        "Functions that fail",
                        Arrays.stream(LambdaFunction.values())
                                .<IMetric>map(function -> metrics.function(function, "Errors", "Sum"))
                                .toList()),
                graph(
                        "Instances at work",
                        Arrays.stream(LambdaFunction.values())
                                .<IMetric>map(function -> metrics.function(function, "ConcurrentExecutions", "Maximum"))
                                .toList()));
        dashboard.addWidgets(
                graph(
                        "Database: connections, processor %",
                        List.of(
                                metrics.database("DatabaseConnections", "Maximum"),
                                metrics.database("CPUUtilization", "Average"))),
                graph(
                        "Mail: share that comes back, share called spam",
                        List.of(
                                metrics.reputation("Reputation.BounceRate"),
                                metrics.reputation("Reputation.ComplaintRate"))));
        if (settings.database().engine() == Engine.AURORA) {
            dashboard.addWidgets(graph(
                    "Database: units of capacity",
                    List.of(
                            metrics.database("ServerlessDatabaseCapacity", "Average"),
                            metrics.database("ServerlessDatabaseCapacity", "Maximum"))));
        }
        settings.proxyName()
                .ifPresent(proxy -> dashboard.addWidgets(graph(
                        "Proxy: connections of functions, to the database, held by one",
                        List.of(
                                metrics.proxy(proxy, "ClientConnections"),
                                metrics.proxy(proxy, "DatabaseConnections"),
                                metrics.proxy(proxy, "DatabaseConnectionsCurrentlySessionPinned")))));
    }

    private static IWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .left(metrics)
                .build();
    }
}
