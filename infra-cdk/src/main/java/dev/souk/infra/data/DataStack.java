package dev.souk.infra.data;

import dev.souk.infra.Settings;
import dev.souk.infra.network.SoukNetwork;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The database, the files and the secrets. */
public final class DataStack extends Stack {
    private final SoukDatabase database;
    private final FilesBucket files;
    private final SoukSecrets secrets;

    public DataStack(Construct scope, StackProps props, Settings settings, SoukNetwork network) {
        super(scope, props.getStackName(), props);
        database = new SoukDatabase(this, "Database", settings.stage(), network);
        files = new FilesBucket(this, "Files", settings);
        secrets = new SoukSecrets(this, "Secrets", settings);
        CfnOutput.Builder.create(this, "FilesBucketName")
                .value(files.bucket().getBucketName())
                .description("Where the sellers' files are")
                .build();
        CfnOutput.Builder.create(this, "DatabaseEndpoint")
                .value(database.endpoint())
                .description("Where the database listens, inside the network")
                .build();
    }

    public SoukDatabase database() {
        return database;
    }

    public FilesBucket files() {
        return files;
    }

    public SoukSecrets secrets() {
        return secrets;
    }
}
