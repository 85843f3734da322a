package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.data.DatabaseServer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** Alarms and the overview. It names what it watches, and holds nothing of it: it can be taken away and put back. */
public final class WatchStack extends Stack {
    private final Stage stage;

    public WatchStack(Construct scope, StackProps props, Settings settings) {
        super(scope, props.getStackName(), props);
        stage = settings.stage();
        Metrics metrics = new Metrics(stage, settings.database().engine());
        for (Trouble trouble : Trouble.values()) {
            for (LambdaFunction function : trouble.functions()) {
                filter(
                        trouble.event() + "-in-" + function.functionName(),
                        function,
                        FilterPattern.stringValue("$.event", "=", trouble.event()),
                        stage.nameOf("trouble"),
                        trouble.event(),
                        "1");
            }
        }
        for (Waiting waiting : Waiting.values()) {
            filter(
                    waiting.metricName(),
                    waiting.function(),
                    FilterPattern.stringValue("$.event", "=", waiting.event()),
                    stage.nameOf("waiting"),
                    waiting.metricName(),
                    "$.oldest_seconds");
        }
        Alarms alarms = new Alarms(this, "Alarms", settings, metrics, DatabaseServer.mostConnections());
        new Overview(this, "Overview", settings, metrics, alarms.all());
    }

    private void filter(
            String id, LambdaFunction function, IFilterPattern pattern, String namespace, String metric, String value) {
        MetricFilter.Builder.create(this, "Filter-" + id)
                .logGroup(log(id, function))
                .filterPattern(pattern)
                .metricNamespace(namespace)
                .metricName(metric)
                .metricValue(value)
                // Of a call that wrote none of it: Lambda itself writes a line for every call.
                .defaultValue(0)
                .build();
    }

    private ILogGroup log(String id, LambdaFunction function) {
        return LogGroup.fromLogGroupName(this, "Log-" + id, "/aws/lambda/" + stage.nameOf(function.functionName()));
    }
}
