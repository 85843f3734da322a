package dev.souk.infra.data;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.Stage.Capacity;
import dev.souk.infra.network.SoukNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.rds.AuroraMysqlClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraMysqlEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.IClusterEngine;
import software.amazon.awscdk.services.rds.IClusterInstance;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Aurora Serverless v2, compatible with MySQL 8.4. It grows and shrinks by itself; where it may shrink to nothing, it pauses when nobody is
 * connected, and whoever comes then waits until it is back.
 */
final class AuroraCluster extends Construct implements OwnDatabase {
    /** The first of MySQL 8.4's. Aurora wants all of a version's name, and moves on from it by itself. */
    private static final AuroraMysqlEngineVersion VERSION =
            AuroraMysqlEngineVersion.of("8.4.mysql_aurora.8.4.7", "8.4");
    /** MariaDB's driver sends more than one question at a time, which Aurora's own documentation does not vouch for. */
    private static final String ONE_AT_A_TIME = "&disablePipeline=true";
    /** It is back after some 15 seconds, and API Gateway waits 29. */
    private static final String UNTIL_IT_IS_BACK = "&connectTimeout=20000";

    private final Settings.DatabaseOptions options;
    private final Capacity capacity;
    private final String name;
    private final DatabaseCluster cluster;

    AuroraCluster(Construct scope, String id, Settings settings, SoukNetwork network) {
        super(scope, id);
        Stage stage = settings.stage();
        options = settings.database();
        capacity = stage.size().capacity();
        name = stage.nameOf("database");
        IClusterEngine aurora = DatabaseClusterEngine.auroraMysql(
                AuroraMysqlClusterEngineProps.builder().version(VERSION).build());
        ParameterGroup ofEachInstance = parameters("InstanceParameters", aurora, DatabaseServer.ofEachInstance());
        DatabaseCluster.Builder builder = DatabaseCluster.Builder.create(this, "Aurora")
                .engine(aurora)
                // CloudFormation does not replace what has a name of its own: no change of a template makes an empty
                // database.
                .clusterIdentifier(name)
                .defaultDatabaseName(DatabaseServer.SCHEMA)
                // As on an instance: RDS's, changed every week.
                .credentials(Credentials.fromUsername(DatabaseServer.ADMIN))
                .manageMasterUserPassword(true)
                .parameterGroup(parameters("Parameters", aurora, DatabaseServer.ofTheServer()))
                .serverlessV2MinCapacity(capacity.least())
                .serverlessV2MaxCapacity(capacity.most())
                .writer(instance("Writer", ofEachInstance, false))
                .readers(stage.safety().standby() ? List.of(instance("Reader", ofEachInstance, true)) : List.of())
                .vpc(network.vpc())
                .vpcSubnets(network.databaseSubnets())
                .securityGroups(List.<ISecurityGroup>of(network.database()))
                .port(SoukNetwork.DATABASE_PORT)
                .storageEncrypted(true)
                .backup(BackupProps.builder()
                        .retention(Duration.days(stage.safety().backupDays()))
                        .build())
                .copyTagsToSnapshot(true)
                .deletionProtection(stage.safety().protectedFromDeletion())
                .removalPolicy(stage.safety().whenRemoved())
                .deleteAutomatedBackups(!stage.safety().protectedFromDeletion())
                .autoMinorVersionUpgrade(true)
                .cloudwatchLogsExports(DatabaseServer.LOGS);
        capacity.pausesAfter().ifPresent(builder::serverlessV2AutoPauseDuration);
        cluster = builder.build();
        DatabaseServer.LOGS.forEach(
                log -> cluster.getNode().addDependency(DatabaseServer.kept(this, stage, "cluster", log)));
        acknowledge(stage);
    }

    @Override
    public String host() {
        return cluster.getClusterEndpoint().getHostname();
    }

    @Override
    public String url() {
        return OwnDatabase.super.url()
                + ONE_AT_A_TIME
                + capacity.pausesAfter().map(_ -> UNTIL_IT_IS_BACK).orElse("");
    }

    @Override
    public Optional<ProxyTarget> proxyTarget() {
        return Optional.of(new ProxyTarget(name, true));
    }

    @Override
    public Optional<String> adminSecretArn() {
        return options.adminSecret()
                .or(() -> Optional.ofNullable(cluster.getSecret()).map(ISecret::getSecretArn));
    }

    /** @param asTheWriter grows and shrinks with it, so that it can take over */
    private static IClusterInstance instance(String id, ParameterGroup parameters, boolean asTheWriter) {
        ServerlessV2ClusterInstanceProps.Builder props = ServerlessV2ClusterInstanceProps.builder()
                .parameterGroup(parameters)
                .publiclyAccessible(false)
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .autoMinorVersionUpgrade(true);
        return ClusterInstance.serverlessV2(
                id, asTheWriter ? props.scaleWithWriter(true).build() : props.build());
    }

    private ParameterGroup parameters(String id, IClusterEngine engine, Map<String, String> parameters) {
        return ParameterGroup.Builder.create(this, id)
                .engine(engine)
                .description("Souk: encrypted connections, Unicode, one connection for each function instance")
                .parameters(parameters)
                .build();
    }

    private void acknowledge(Stage stage) {
        Acknowledged.on(
                cluster,
                "AwsSolutions-RDS11",
                "Another port hides nothing here: the subnets have no way in, and only the functions' security group is let through.");
        Acknowledged.on(
                cluster,
                "AwsSolutions-RDS6",
                "Each module comes with a password of its own that a deployment changes; IAM's tokens would have to be made in every cold start.");
        Acknowledged.on(
                cluster,
                "AwsSolutions-RDS14",
                "Backtrack turns a whole cluster back, with the payments since then: any moment can be restored beside it, docs/operations.md.");
        if (!stage.safety().protectedFromDeletion()) {
            Acknowledged.on(
                    cluster,
                    "AwsSolutions-RDS10",
                    "A stage for trying things out is to go when it is destroyed, with nothing left that costs.");
        }
    }
}
