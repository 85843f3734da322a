package dev.souk.infra.data;

import dev.souk.infra.MalwareScan;
import dev.souk.infra.Settings;
import dev.souk.infra.Storefront;
import dev.souk.infra.network.SoukNetwork;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The database, the files and the secrets. */
public final class DataStack extends Stack {
    private final Database database;
    private final FilesBucket files;
    private final SoukSecrets secrets;

    public DataStack(
            Construct scope,
            StackProps props,
            Settings settings,
            Storefront storefront,
            Optional<SoukNetwork> network) {
        super(scope, props.getStackName(), props);
        database = network.<Database>map(within -> inside(within, settings))
                .orElseGet(() -> new OutsideDatabase(settings.outside().orElseThrow()));
        files = new FilesBucket(this, "Files", settings.stage(), storefront.origins());
        if (settings.malwareScan() != MalwareScan.OFF) {
            new MalwareProtection(this, "FilesScan", files.bucket());
        }
        secrets = new SoukSecrets(this, "Secrets", settings);
        CfnOutput.Builder.create(this, "FilesBucketName")
                .value(files.bucket().getBucketName())
                .description("Where the sellers' files are")
                .build();
    }

    private OwnDatabase inside(SoukNetwork network, Settings settings) {
        OwnDatabase ours = switch (settings.database().engine()) {
            case INSTANCE -> new MysqlInstance(this, "Database", settings, network);
            case AURORA -> new AuroraCluster(this, "Database", settings, network);
        };
        CfnOutput.Builder.create(this, "DatabaseEndpoint")
                .value(ours.host())
                .description("Where the database listens, inside the network")
                .build();
        ours.adminSecretArn()
                .ifPresent(arn -> CfnOutput.Builder.create(this, "DatabaseAdminSecret")
                        .value(arn)
                        .description("The secret that has the login of the database's admin, for people and migrations")
                        .build());
        return ours;
    }

    public Database database() {
        return database;
    }

    public FilesBucket files() {
        return files;
    }

    public SoukSecrets secrets() {
        return secrets;
    }
}
