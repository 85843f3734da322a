package dev.souk.infra.api;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.JavaRelease;
import dev.souk.infra.Packages;
import dev.souk.infra.Packaging;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.network.SoukNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A {@link LambdaFunction} on Lambda, in the network if there is one, under a role of its own that can do nothing yet but log and be there. */
final class SoukFunction extends Construct {
    private final LambdaFunction what;
    private final Function function;
    private final IFunction called;
    private final LogGroup log;

    SoukFunction(
            Construct scope,
            LambdaFunction what,
            Settings settings,
            Packages packages,
            Optional<SoukNetwork> network,
            Map<String, String> environment) {
        super(scope, what.functionName());
        this.what = what;
        Stage stage = settings.stage();
        // Who waits for a deployment does not mind a cold start.
        Packaging packaging = what.runsAtDeploy() ? Packaging.JAR : settings.packaging();
        log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + stage.nameOf(what.functionName()))
                .retention(stage.logsKept())
                .removalPolicy(stage.safety().whenRemoved())
                .build();
        Function.Builder builder = Function.Builder.create(this, "Function")
                .functionName(stage.nameOf(what.functionName()))
                // CloudFormation looks secrets up again only for a function that changes, if only by this number.
                .description("Souk: " + what.functionName() + ", secrets " + settings.secretsRevision())
                .runtime(packaging == Packaging.AOT ? Runtime.PROVIDED_AL2023 : JavaRelease.runtime())
                .architecture(packages.architecture(packaging))
                .code(packages.of(what, packaging))
                .handler(what.handler() + "::handleRequest")
                .snapStart(packaging == Packaging.SNAPSTART ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .memorySize(what.memoryMegabytes())
                .timeout(Duration.seconds(what.timeout().toSeconds()))
                .role(role(log, network.isPresent()))
                .tracing(isTraced(stage) ? Tracing.ACTIVE : null)
                .logGroup(log)
                .environment(environment)
                .reservedConcurrentExecutions(
                        what.queue().isEmpty()
                                        && what.usesDatabase()
                                        && stage.size().reservesInstances()
                                ? what.mostInstances()
                                : null);
        network.ifPresent(within -> builder.vpc(within.vpc())
                .vpcSubnets(within.functionSubnets())
                .securityGroups(List.<ISecurityGroup>of(within.functions())));
        function = builder.build();
        if (isTraced(stage)) {
            // CDK has given the two actions to the role.
            Acknowledged.on(
                    this,
                    "AwsSolutions-IAM5[Resource::*]",
                    "Lambda writes what it records of a call under the function's role, by xray:PutTraceSegments and"
                            + " xray:PutTelemetryRecords, for which AWS knows no resource but all.");
        }
        called = packaging.isPublished() ? live() : function;
    }

    /** Moves to each version that is deployed; the one before goes once nothing points to it. */
    private Alias live() {
        return Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    LambdaFunction what() {
        return what;
    }

    Function function() {
        return function;
    }

    /** What is called by whoever calls it, be it API Gateway, a queue or a schedule, and what they are let to call. */
    IFunction called() {
        return called;
    }

    LogGroup log() {
        return log;
    }

    /** Lets it do something. */
    void mayDo(String action, String... resources) {
        function.addToRolePolicy(PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(List.of(action))
                .resources(List.of(resources))
                .build());
    }

    /** Requests and messages are; looks that a schedule takes every minute, at whatever is due, would cost more than they tell. */
    private boolean isTraced(Stage stage) {
        return stage.place().tracing() && what.schedule().isEmpty() && !what.runsAtDeploy();
    }

    /** Not AWS's managed policies: they let a function write to every log of the account. */
    private Role role(LogGroup log, boolean inNetwork) {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What Souk's " + what.functionName() + " may do")
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid("Log")
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(log.getLogGroupArn()))
                .build());
        if (inNetwork) {
            letBeInTheNetwork(role);
        }
        return role;
    }

    private static void letBeInTheNetwork(Role role) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid("BeInTheNetwork")
                .actions(List.of(
                        "ec2:CreateNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:DeleteNetworkInterface",
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:UnassignPrivateIpAddresses"))
                .resources(List.of("*"))
                .build());
        Acknowledged.on(
                role,
                "AwsSolutions-IAM5[Resource::*]",
                "Lambda puts a function into a network under the function's role, by these six actions of EC2, before the network"
                        + " interfaces they are about exist: AWS asks for them on every resource.");
    }
}
