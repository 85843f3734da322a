package dev.souk.infra.data;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Acknowledged;
import dev.souk.infra.Settings;
import dev.souk.infra.Stage;
import dev.souk.infra.network.SoukNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.logs.LogGroup;
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

/**
 * MySQL 8.4 that takes encrypted connections only. Isolation, SQL mode and time zone are the kit's business, which says them for every
 * connection; what a server alone can say stands here.
 */
public final class SoukDatabase extends Construct implements Database {
    private static final String SCHEMA = "souk";
    private static final String USER = "souk";
    /** For people and backups, beside what the functions may take. */
    private static final int SPARE_CONNECTIONS = 15;

    private static final List<String> LOGS = List.of("error", "slowquery");

    private final Settings.DatabaseOptions options;
    private final DatabaseInstance instance;

    SoukDatabase(Construct scope, String id, Settings settings, SoukNetwork network) {
        super(scope, id);
        Stage stage = settings.stage();
        options = settings.database();
        String name = stage.nameOf("database");
        // RDS picks the minor version and moves it on.
        IInstanceEngine mysql = DatabaseInstanceEngine.mysql(MySqlInstanceEngineProps.builder()
                .version(MysqlEngineVersion.of("8.4", "8.4"))
                .build());
        instance = DatabaseInstance.Builder.create(this, "Mysql")
                .engine(mysql)
                // CloudFormation does not replace what has a name of its own: no change of a template makes an empty
                // database.
                .instanceIdentifier(name)
                .databaseName(SCHEMA)
                // RDS makes the password, keeps it in a secret of its own, changes it every week and deletes it with
                // the
                // database.
                .credentials(Credentials.fromUsername(USER))
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
                .cloudwatchLogsExports(LOGS)
                .build();
        LOGS.forEach(log -> instance.getNode().addDependency(keptFor(stage, name, log)));
        acknowledge(stage);
    }

    /** Encrypted, or not at all. */
    @Override
    public String url() {
        return "jdbc:mysql://" + endpoint() + ":" + SoukNetwork.DATABASE_PORT + "/" + SCHEMA + "?sslMode=REQUIRED";
    }

    /** Of the admin's login, which is for the function of migrations and for people. */
    @Override
    public Optional<String> adminSecretArn() {
        return options.adminSecret().or(() -> Optional.of(secretOfRds().getSecretArn()));
    }

    @Override
    public Optional<Login> loginOfAll() {
        return Optional.empty();
    }

    String endpoint() {
        return instance.getDbInstanceEndpointAddress();
    }

    /** Made before RDS would make it, which would keep it for ever. */
    private LogGroup keptFor(Stage stage, String database, String log) {
        return LogGroup.Builder.create(this, "Log-" + log)
                .logGroupName("/aws/rds/instance/" + database + "/" + log)
                .retention(stage.logsKept())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    private ISecret secretOfRds() {
        return Objects.requireNonNull(instance.getSecret(), "RDS manages it");
    }

    private static Map<String, String> parameters() {
        return Map.of(
                "require_secure_transport", "ON",
                "character_set_server", "utf8mb4",
                "collation_server", "utf8mb4_0900_ai_ci",
                "max_connections", Integer.toString(mostConnections()),
                "slow_query_log", "1",
                "long_query_time", "1",
                "log_output", "FILE");
    }

    /** Every instance that there can be holds one. */
    public static int mostConnections() {
        return Arrays.stream(LambdaFunction.values())
                        .mapToInt(LambdaFunction::mostInstances)
                        .sum()
                + SPARE_CONNECTIONS;
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
