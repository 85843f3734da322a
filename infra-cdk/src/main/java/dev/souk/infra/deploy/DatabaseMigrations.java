package dev.souk.infra.deploy;

import dev.souk.deployment.LambdaFunction;
import dev.souk.infra.Settings;
import dev.souk.schema.Release;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The tables and accounts of this release, as a resource of the stack: CloudFormation calls the function of migrations when the migrations,
 * the grants or the passwords are others than before, and no function that serves is changed until that is done. When it fails, none is.
 */
public final class DatabaseMigrations extends Construct {
    /** Longer than the function runs: if it dies without an answer, the deployment fails soon after and not after an hour. */
    private static final Duration PATIENCE =
            Duration.seconds(LambdaFunction.MIGRATIONS.timeout().toSeconds() + 60);

    private final CustomResource release;

    public DatabaseMigrations(
            Construct scope, String id, Settings settings, ModuleAccounts accounts, Function migrations) {
        super(scope, id);
        Release ours = Release.ofThisBuild();
        release = CustomResource.Builder.create(this, "Release")
                .resourceType("Custom::SoukMigrations")
                .serviceToken(migrations.getFunctionArn())
                .serviceTimeout(PATIENCE)
                .properties(Map.of(
                        "Version", Integer.toString(ours.version()),
                        "Fingerprint", ours.fingerprint(),
                        "SecretsRevision", settings.secretsRevision(),
                        "Accounts", accounts.names()))
                .build();
    }

    /** A function is changed only once the tables are as it needs them. */
    public void precede(Function function) {
        function.getNode().addDependency(release);
    }
}
