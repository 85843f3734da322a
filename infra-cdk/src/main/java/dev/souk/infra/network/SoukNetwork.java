package dev.souk.infra.network;

import dev.souk.infra.Stage;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Two data centres. Functions reach Stripe, the issuer, SQS and SES by NAT and S3 by an endpoint that costs nothing; the
 * database reaches nobody, and only functions reach it. Nothing reaches a function: Lambda calls it from outside the network.
 */
public final class SoukNetwork extends Construct {
    /** MySQL's. */
    public static final int DATABASE_PORT = 3306;

    private static final String FUNCTIONS = "functions";
    private static final String DATABASE = "database";

    private final Vpc vpc;
    private final SecurityGroup functions;
    private final SecurityGroup database;

    SoukNetwork(Construct scope, String id, Stage stage) {
        super(scope, id);
        Optional<NatInstance> instance =
                stage.size().natInstances() ? Optional.of(new NatInstance()) : Optional.empty();
        Vpc.Builder building = Vpc.Builder.create(this, "Vpc");
        instance.ifPresent(nat -> building.natGatewayProvider(nat.provider()));
        vpc = building.maxAzs(2)
                .natGateways(stage.size().waysOut())
                .subnetConfiguration(List.of(
                        subnets("way-out", SubnetType.PUBLIC, 24),
                        subnets(FUNCTIONS, SubnetType.PRIVATE_WITH_EGRESS, 20),
                        subnets(DATABASE, SubnetType.PRIVATE_ISOLATED, 24)))
                .build();
        vpc.addGatewayEndpoint(
                "S3",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build());
        LogGroup refused = LogGroup.Builder.create(this, "RefusedTraffic")
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        // What was let through says little and costs by the gigabyte.
        vpc.addFlowLog(
                "Refused",
                FlowLogOptions.builder()
                        .trafficType(FlowLogTrafficType.REJECT)
                        .destination(FlowLogDestination.toCloudWatchLogs(refused))
                        .build());
        functions = securityGroup("Functions", "Souk functions: call out, are not called", true);
        instance.ifPresent(nat -> nat.letOut(functions));
        database = securityGroup("Database", "Souk database: called by functions, calls nobody", false);
        database.addIngressRule(functions, Port.tcp(DATABASE_PORT), "Functions ask the database");
    }

    public Vpc vpc() {
        return vpc;
    }

    /** Where functions are put. */
    public SubnetSelection functionSubnets() {
        return SubnetSelection.builder().subnetGroupName(FUNCTIONS).build();
    }

    /** Where the database is put. */
    public SubnetSelection databaseSubnets() {
        return SubnetSelection.builder().subnetGroupName(DATABASE).build();
    }

    /** What a function has to be in for the database to listen to it. */
    public SecurityGroup functions() {
        return functions;
    }

    public SecurityGroup database() {
        return database;
    }

    private SecurityGroup securityGroup(String id, String description, boolean mayCallOut) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(mayCallOut)
                .build();
    }

    private static SubnetConfiguration subnets(String name, SubnetType type, int mask) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(mask)
                .build();
    }
}
