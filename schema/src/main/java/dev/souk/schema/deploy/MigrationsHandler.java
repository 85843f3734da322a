package dev.souk.schema.deploy;

import dev.souk.lambda.aws.SecretsManager;
import dev.souk.lambda.cloudformation.CustomResourceFunction;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.log.Log;
import dev.souk.schema.Release;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Called by CloudFormation while it deploys: migrations, then the modules' accounts. Called by hand, with
 * {@code {"command": "forget-old-passwords"}}, at the end of a rotation.
 */
public final class MigrationsHandler extends CustomResourceFunction {
    static final String FOLDER = "dev/souk/schema/migrations";

    private final DatabaseRelease release;

    /** For Lambda. */
    public MigrationsHandler() {
        this(Environment.ofProcess(), Log.of("migrations"));
    }

    public MigrationsHandler(Environment environment, Log log) {
        this(
                new DatabaseRelease(
                        StoredCredentials.from(environment, SecretsManager.from(environment)),
                        environment.get("DATABASE_URL"),
                        Release.ofThisBuild(),
                        List.of(FOLDER),
                        log),
                log);
    }

    MigrationsHandler(DatabaseRelease release, Log log) {
        super(release, log);
        this.release = release;
    }

    @Override
    protected byte[] command(Tree event) {
        if (!event.path("command").text("").equals("forget-old-passwords")) {
            return super.command(event);
        }
        try {
            release.forgetOldPasswords();
            return Json.bytes(Map.of("done", "old passwords of the database are good no more"));
        } catch (SQLException e) {
            throw new IllegalStateException("old passwords were not forgotten: " + MigrationRun.code(e), e);
        }
    }
}
