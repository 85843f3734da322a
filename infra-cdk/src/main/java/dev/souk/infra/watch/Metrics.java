package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Settings.DatabaseOptions.Engine;
import dev.souk.infra.Stage;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The metrics of a stage by name: AWS's own, and those that filters take from the functions' logs. */
record Metrics(Stage stage, Engine engine) {
    static final Duration PERIOD = Duration.minutes(5);

    Metric trouble(Trouble trouble) {
        return metric(stage.nameOf("trouble"), trouble.event(), "Sum", Map.of());
    }

    Metric oldest(Waiting waiting) {
        return metric(stage.nameOf("waiting"), waiting.metricName(), "Maximum", Map.of());
    }

    Metric api(String name, String statistic) {
        return metric(
                "AWS/ApiGateway", name, statistic, Map.of("ApiName", stage.nameOf("api"), "Stage", stage.stageName()));
    }

    Metric function(LambdaFunction function, String name, String statistic) {
        return metric("AWS/Lambda", name, statistic, Map.of("FunctionName", stage.nameOf(function.functionName())));
    }

    /** @param queue its name, without the stage's */
    Metric queue(String queue, String name) {
        return metric("AWS/SQS", name, "Maximum", Map.of("QueueName", stage.nameOf(queue)));
    }

    /** Of a cluster, that of the instance that functions write to. */
    Metric database(String name, String statistic) {
        String database = stage.nameOf("database");
        return metric(
                "AWS/RDS",
                name,
                statistic,
                switch (engine) {
                    case INSTANCE -> Map.of("DBInstanceIdentifier", database);
                    case AURORA -> Map.of("DBClusterIdentifier", database, "Role", "WRITER");
                });
    }

    /** @param proxyName RDS Proxy's */
    Metric proxy(String proxyName, String name) {
        return metric("AWS/RDS", name, "Maximum", Map.of("ProxyName", proxyName));
    }

    /** Of all that the account sends, as SES judges it. */
    Metric reputation(String name) {
        return metric("AWS/SES", name, "Maximum", Map.of());
    }

    private static Metric metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(dimensions)
                .period(PERIOD)
                .build();
    }
}
