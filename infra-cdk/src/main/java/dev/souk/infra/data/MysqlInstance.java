package dev.souk.infra.data;

import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.network.SoukNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.MySqlInstanceEngineProps;
import software.amazon.awscdk.services.rds.MysqlEngineVersion;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** MySQL 8.4 on an instance of RDS. */
final class MysqlInstance extends Construct implements OwnDatabase {
    private final Settings.DatabaseOptions options;
    private final String name;
    private final DatabaseInstance instance;

    MysqlInstance(Construct scope, String id, Settings settings, SoukNetwork network) {
        super(scope, id);
        Stage stage = settings.stage();
        options = settings.database();
        name = stage.nameOf("database");
        // RDS picks the minor version and moves it on.
        IInstanceEngine mysql = DatabaseInstanceEngine.mysql(MySqlInstanceEngineProps.builder()
                .version(MysqlEngineVersion.of("8.4", "8.4"))
                .build());
        instance = DatabaseInstance.Builder.create(this, "Mysql")
                .engine(mysql)
                // CloudFormation does not replace what has a name of its own: no change of a template makes an empty
                // database.
                .instanceIdentifier(name)
                .databaseName(DatabaseServer.SCHEMA)
                // RDS makes the password, keeps it, changes it every week, and deletes it with the database.
                .credentials(Credentials.fromUsername(DatabaseServer.ADMIN))
                .manageMasterUserPassword(true)
                .parameterGroup(ParameterGroup.Builder.create(this, "Parameters")
                        .engine(mysql)
                        .description("Souk: encrypted connections, Unicode, one connection for each function instance")
                        .parameters(parameters())
                        .build())
                .instanceType(stage.size().databaseInstance())
                .vpc(network.vpc())
                .vpcSubnets(network.databaseSubnets())
                .securityGroups(List.<ISecurityGroup>of(network.database()))
                .publiclyAccessible(false)
                .port(SoukNetwork.DATABASE_PORT)
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .storageEncrypted(true)
                .storageType(StorageType.GP3)
                .allocatedStorage(stage.size().databaseGigabytes())
                .maxAllocatedStorage(stage.size().mostDatabaseGigabytes())
                .multiAz(stage.safety().standby())
                .backupRetention(Duration.days(stage.safety().backupDays()))
                .copyTagsToSnapshot(true)
                .deletionProtection(stage.safety().protectedFromDeletion())
                .removalPolicy(stage.safety().whenRemoved())
                .deleteAutomatedBackups(!stage.safety().protectedFromDeletion())
                .autoMinorVersionUpgrade(true)
                .cloudwatchLogsExports(DatabaseServer.LOGS)
                .build();
        DatabaseServer.LOGS.forEach(
                log -> instance.getNode().addDependency(DatabaseServer.kept(this, stage, "instance", log)));
        acknowledge(stage);
    }

    @Override
    public String host() {
        return instance.getDbInstanceEndpointAddress();
    }

    @Override
    public Optional<ProxyTarget> proxyTarget() {
        return Optional.of(new ProxyTarget(name, false));
    }

    @Override
    public Optional<String> adminSecretArn() {
        return options.adminSecret()
                .or(() -> Optional.ofNullable(instance.getSecret()).map(ISecret::getSecretArn));
    }

    private static Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>(DatabaseServer.ofTheServer());
        all.putAll(DatabaseServer.ofEachInstance());
        return all;
    }

    private void acknowledge(Stage stage) {
        Acknowledged.on(
                instance,
                "AwsSolutions-RDS11",
                "Another port hides nothing here: the subnets have no way in, and only the functions' security group is let through.");
        Acknowledged.on(
                instance,
                "CloudFormation-Validate::E9006",
                "RDS takes the major version alone and picks the minor; a pinned minor would be refused once RDS has retired it.");
        if (!stage.safety().standby()) {
            Acknowledged.on(
                    instance,
                    "AwsSolutions-RDS3",
                    "A stage for trying things out may be away while its data centre is; a standby doubles the price of the database.");
        }
        if (!stage.safety().protectedFromDeletion()) {
            Acknowledged.on(
                    instance,
                    "AwsSolutions-RDS10",
                    "A stage for trying things out is to go when it is destroyed, with nothing left that costs.");
        }
    }
}
