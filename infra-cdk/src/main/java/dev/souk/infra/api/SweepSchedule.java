package dev.souk.infra.api;

import dev.souk.infra.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/** Calls a function at a rate. A call that fails is not repeated: the next one does what it left. */
final class SweepSchedule extends Construct {
    SweepSchedule(Construct scope, String id, SoukFunction sweeper, Duration rate, Stage stage) {
        super(scope, id);
        sweeper.called()
                .configureAsyncInvoke(
                        EventInvokeConfigOptions.builder().retryAttempts(0).build());
        if (stage.place().scheduler()) {
            schedule(sweeper, rate);
        } else {
            rule(sweeper, rate);
        }
    }

    private void schedule(SoukFunction sweeper, Duration rate) {
        String arn = sweeper.called().getFunctionArn();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal("scheduler.amazonaws.com"),
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .description("Lets the schedule call Souk's " + sweeper.what().functionName())
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(arn))
                .build());
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Rate")
                .description("Souk: calls " + sweeper.what().functionName())
                .scheduleExpression(expression(rate))
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(arn)
                        .roleArn(role.getRoleArn())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(0)
                                .maximumEventAgeInSeconds(60)
                                .build())
                        .build())
                .build();
        // The first call comes a moment after the schedule is there: its right to call has to be there before.
        schedule.getNode().addDependency(role);
    }

    /** Where there is no Scheduler: what came before it, and does the same here. */
    private void rule(SoukFunction sweeper, Duration rate) {
        Rule.Builder.create(this, "Rule")
                .description("Souk: calls " + sweeper.what().functionName())
                .schedule(Schedule.rate(software.amazon.awscdk.Duration.minutes(rate.toMinutes())))
                .targets(List.of(LambdaFunction.Builder.create(sweeper.called())
                        .retryAttempts(0)
                        .build()))
                .build();
    }

    /** In whole minutes; EventBridge wants the singular for one. */
    private static String expression(Duration rate) {
        return rate.toMinutes() == 1 ? "rate(1 minute)" : "rate(" + rate.toMinutes() + " minutes)";
    }
}
