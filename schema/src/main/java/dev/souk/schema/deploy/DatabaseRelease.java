package dev.souk.schema.deploy;

import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.cloudformation.ResourceRequest;
import dev.souk.lambda.cloudformation.ResourceWork;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.log.Log;
import dev.souk.schema.Release;
import dev.souk.schema.access.Accounts;
import dev.souk.schema.access.DataOwner;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables, views and accounts that a release of Souk needs. Made and brought forward, never back: an old release works on the tables of
 * the next one, as the rule for migrations has it, so a deployment that is rolled back leaves them as they are; and deleting the
 * resource deletes nothing.
 */
final class DatabaseRelease implements ResourceWork {
    private static final String NAME = "souk-database";

    private final Credentials credentials;
    private final String url;
    private final Release ours;
    private final List<String> folders;
    private final Log log;
    private volatile @Nullable Sessions sessions;

    /** Where the accounts' passwords are. */
    interface Credentials {
        /** Read anew with every call. */
        Login admin();

        Map<DataOwner, Secret> modules();
    }

    record Login(String user, Secret password) {}

    /**
     * @param ours which migrations and grants this package has
     * @param folders where its migrations are on the class path
     */
    DatabaseRelease(Credentials credentials, String url, Release ours, List<String> folders, Log log) {
        this.credentials = credentials;
        this.url = url;
        this.ours = ours;
        this.folders = List.copyOf(folders);
        this.log = log;
    }

    @Override
    public String nameBeforeCreation(ResourceRequest request) {
        return NAME;
    }

    @Override
    public Done carryOut(ResourceRequest request) {
        Done done = new Done(request.physicalId().orElse(NAME));
        int wanted = version(request.property("Version"));
        switch (request.type()) {
            case DELETE -> log.info("database.left", "why", "deletion");
            case UPDATE -> {
                // Without asking the database: that it could not be asked may be why the deployment is rolled back.
                if (version(request.oldProperty("Version")) > wanted) {
                    log.info("database.left", "why", "rollback");
                } else {
                    bringForward(request, wanted);
                }
            }
            case CREATE -> bringForward(request, wanted);
        }
        return done;
    }

    private void bringForward(ResourceRequest request, int wanted) {
        Sessions open = new Sessions(url, credentials::admin);
        sessions = open;
        MigrationRun run = new MigrationRun(open, folders);
        if (!request.property("Fingerprint").equals(ours.fingerprint())) {
            if (request.type() == ResourceRequest.Type.UPDATE && run.version() >= wanted) {
                log.info("database.left", "why", "it is ahead");
                return;
            }
            throw new CannotBeDone(
                    "The package of the migrations and the template are not of one build: the one has version "
                            + ours.version() + ", the other wants " + wanted + ". Run make build and deploy again.");
        }
        if (run.version() > ours.version()) {
            log.info("database.left", "why", "it is ahead");
            return;
        }
        Map<DataOwner, Secret> passwords = credentials.modules();
        int applied = run.apply();
        letIn(passwords);
        log.info("database.brought_forward", "migrations", applied, "version", ours.version());
    }

    private void letIn(Map<DataOwner, Secret> passwords) {
        try {
            accounts().apply(passwords);
        } catch (SQLException e) {
            throw new CannotBeDone(
                    "The tables are up to date, but the accounts of the modules could not be brought to what is listed ("
                            + MigrationRun.code(e) + "). The functions that serve go on as they are; deploy again.",
                    e);
        }
    }

    /** Ends the time in which new and old passwords are both good: for whoever rotates them, once all functions have the new ones. */
    void forgetOldPasswords() throws SQLException {
        accounts().forgetOldPasswords();
    }

    /** With the password that the admin has by now: migrations may have taken as long as RDS needs for another one. */
    private Accounts accounts() {
        Login admin = credentials.admin();
        return new Accounts(url, admin.user(), admin.password());
    }

    /** Ends the statement that is under way: it fails then, and is told of as one that fails. */
    @Override
    public void giveUp() {
        Sessions open = sessions;
        if (open != null) {
            try {
                open.end();
            } catch (SQLException e) {
                log.error("database.sessions_not_ended", e);
            }
        }
    }

    private static int version(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
