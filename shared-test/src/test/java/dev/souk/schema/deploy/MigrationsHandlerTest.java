package dev.souk.schema.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.aws.SecretsManager;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.log.Log;
import dev.souk.schema.Release;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.FakeContext;
import dev.souk.test.Logged;
import dev.souk.test.TestCloudFormation;
import dev.souk.test.TestCloudFormation.Answer;
import dev.souk.test.TestDatabase;
import dev.souk.test.TestSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function of migrations, on MariaDB, called as CloudFormation calls it. */
class MigrationsHandlerTest {
    private static final String PLACE = "dev/souk/schema/deploy/";
    private static final Release NOW = Release.ofThisBuild();
    private static final Release NEXT = new Release(901, "next");

    private static final String ADMIN = "an_admin_of_rds";
    private static final String FIRST = "first of the admin";
    /** As the migrations in {@code rotated} have it. */
    private static final String SECOND = "second of the admin";

    private final TestSecrets secrets = new TestSecrets();
    private final Logged log = new Logged();

    @AfterEach
    void close() {
        secrets.close();
    }

    @Test
    void a_first_deployment_makes_the_tables_and_lets_the_modules_in() {
        TestDatabase database = TestDatabase.empty();
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment(database), log.log()))) {
            Answer answer = aws.create(properties(NOW));

            assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
            assertThat(orders(database, DataOwner.PURCHASES)).isZero();
            Answer again = aws.create(properties(NOW));
            assertThat(again.isSuccess()).as("CloudFormation may call twice").isTrue();
            assertThat(again.physicalId()).isEqualTo(answer.physicalId());
        }
    }

    @Test
    void a_failed_migration_fails_the_deployment_with_a_sentence_and_those_who_serve_go_on() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(deployment(database, NEXT, "broken"))) {
            Answer answer = aws.update("souk-database", properties(NOW), properties(NEXT));

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.physicalId()).isEqualTo("souk-database");
            assertThat(answer.reason())
                    .contains("The migration V901__broken.sql failed at line 3: ALTER TABLE no_such_table")
                    .contains("1146")
                    .contains("go on as they are")
                    .contains("deploy again");
            servesAsBefore(database);

            Answer rollback = aws.update("souk-database", properties(NEXT), properties(NOW));
            assertThat(rollback.isSuccess()).as(rollback.toString()).isTrue();
            assertThat(rollback.physicalId()).isEqualTo("souk-database");
            assertThat(tables(database)).as("what the failed one did stays").contains("novelties");
            servesAsBefore(database);
        }
    }

    @Test
    void a_mended_migration_goes_in_with_the_next_deployment() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(deployment(database, NEXT, "broken"))) {
            assertThat(aws.update("souk-database", properties(NOW), properties(NEXT))
                            .isSuccess())
                    .isFalse();
        }
        try (TestCloudFormation aws = cloudFormation(deployment(database, NEXT, "mended"))) {
            Answer answer = aws.update("souk-database", properties(NOW), properties(NEXT));
            assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
        }
    }

    @Test
    void a_release_that_is_rolled_back_to_leaves_the_newer_tables_alone() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(deployment(database, NEXT, "mended"))) {
            assertThat(aws.update("souk-database", properties(NOW), properties(NEXT))
                            .isSuccess())
                    .isTrue();
        }
        List<String> tables = tables(database);
        // The older package again, which does not know the newest migration; told of as a rollback, and as an update of
        // something else.
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment(database), log.log()))) {
            assertThat(aws.update("souk-database", properties(NEXT), properties(NOW))
                            .isSuccess())
                    .isTrue();
            assertThat(aws.update("souk-database", properties(NOW), properties(NOW))
                            .isSuccess())
                    .isTrue();
        }
        assertThat(tables(database)).isEqualTo(tables);
    }

    @Test
    void a_rollback_succeeds_while_the_database_cannot_be_asked() {
        Environment nowhere = Environment.of(
                with(Map.of("DATABASE_URL", "jdbc:mysql://127.0.0.1:9/souk?connectTimeout=500"), TestDatabase.fresh()));
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(nowhere, log.log()))) {
            Answer forward = aws.update("souk-database", properties(new Release(1, "old")), properties(NOW));
            assertThat(forward.reason()).contains("The database could not be asked");
            assertThat(aws.update("souk-database", properties(NEXT), properties(NOW))
                            .isSuccess())
                    .isTrue();
        }
    }

    @Test
    void deleting_the_resource_deletes_nothing() {
        TestDatabase database = TestDatabase.fresh();
        List<String> tables = tables(database);
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment(database), log.log()))) {
            Answer answer = aws.delete("souk-database", properties(NOW));
            assertThat(answer.isSuccess()).isTrue();
            assertThat(answer.physicalId()).isEqualTo("souk-database");
        }
        assertThat(tables(database)).isEqualTo(tables);
        servesAsBefore(database);
    }

    @Test
    void when_time_runs_out_the_statement_is_ended_and_the_deployment_hears_of_it() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(deployment(database, NEXT, "endless"));
                Database admin = database.open()) {
            // Time is up once the statement is under way, and not before.
            Answer answer = aws.create(properties(NEXT), () -> isAsleep(admin) ? 0 : 900_000);

            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.reason())
                    .contains("A function may run no longer")
                    .contains("V901__endless.sql")
                    .contains("CREATE TABLE endless AS SELECT SLEEP(600)");
            assertThat(isAsleep(admin)).isFalse();
        }
        servesAsBefore(database);
    }

    @Test
    void a_package_that_is_not_of_the_templates_build_is_refused() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment(database), log.log()))) {
            Answer answer = aws.update("souk-database", properties(NOW), properties(NEXT));
            assertThat(answer.reason()).contains("not of one build").contains("make build");
        }
    }

    @Test
    void a_secret_that_is_missing_is_named_and_no_secret_is_told() {
        TestDatabase database = TestDatabase.fresh();
        Environment environment = environment(database);
        secrets.remove("admin");
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment, log.log()))) {
            assertThat(aws.create(properties(NOW)).reason()).contains("The secret admin is missing");
            secrets.with("admin", "no-json-but-a-password");
            assertThat(aws.create(properties(NOW)).reason())
                    .contains("The secret admin has no username and password")
                    .doesNotContain("no-json");
            secrets.with("of-souk_email", "no-json-either");
            assertThat(aws.create(properties(NOW)).reason()).contains("The secret admin has no username and password");
            secrets.with("admin", "{\"username\":\"nobody\",\"password\":\"wrong-password\"}");
            assertThat(aws.create(properties(NOW)).reason())
                    .contains("The database could not be asked")
                    .doesNotContain("wrong-password");
        }
        assertThat(log.text()).doesNotContain("wrong-password").doesNotContain("signature=secret");
    }

    @Test
    void a_modules_secret_that_holds_no_login_is_named_before_anything_is_changed() {
        TestDatabase database = TestDatabase.empty();
        Environment environment = environment(database);
        secrets.with("of-souk_email", "a-password-alone");
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment, log.log()))) {
            assertThat(aws.create(properties(NOW)).reason())
                    .contains("The secret of-souk_email has no username and password of the account souk_email")
                    .contains("Nothing was changed")
                    .doesNotContain("a-password-alone");
        }
        assertThat(tables(database)).isEmpty();
    }

    /** As RDS does every week, and nobody deploys anything for it. */
    @Test
    void a_password_that_was_changed_since_the_last_deployment_is_good_at_once() {
        TestDatabase database = TestDatabase.fresh();
        Environment environment = managed(database);
        MigrationsHandler handler = new MigrationsHandler(environment, log.log());
        try (TestCloudFormation aws = cloudFormation(handler)) {
            assertThat(aws.create(properties(NOW)).isSuccess()).isTrue();

            try (Database root = database.open()) {
                root.update("ALTER USER '" + ADMIN + "'@'%' IDENTIFIED BY '" + SECOND + "'");
            }
            secrets.with("admin", login(SECOND));

            Answer answer = aws.create(properties(NOW));
            assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
        }
    }

    @Test
    void a_password_that_is_changed_while_migrations_run_ends_nothing() {
        TestDatabase database = TestDatabase.fresh();
        Environment environment = managed(database);
        secrets.changeOnceRead("admin", login(SECOND));
        try (TestCloudFormation aws = cloudFormation(deployment(environment, NEXT, "rotated"))) {
            Answer answer = aws.create(properties(NEXT));
            assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
        }
        servesAsBefore(database);
    }

    @Test
    void a_failure_is_tidied_up_after_with_the_password_of_then() {
        TestDatabase database = TestDatabase.fresh();
        Environment environment = managed(database);
        secrets.changeOnceRead("admin", login(SECOND));
        try (TestCloudFormation aws = cloudFormation(deployment(environment, NEXT, "rotatedbroken"))) {
            assertThat(aws.create(properties(NEXT)).reason())
                    .contains("V901__rotated_broken.sql failed at line 3")
                    .doesNotContain("still marked");
        }
    }

    /** The stack says some things in the address that only the driver of functions knows. */
    @Test
    void what_an_address_says_to_the_one_driver_does_not_bother_the_other() {
        TestDatabase database = TestDatabase.empty();
        String url = database.settings().url() + "&disablePipeline=true&connectTimeout=20000";
        Environment environment = Environment.of(with(Map.of("DATABASE_URL", url), database));
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment, log.log()))) {
            Answer answer = aws.create(properties(NOW));
            assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
        }
        DatabaseSettings function = new DatabaseSettings(
                url, DataOwner.PURCHASES.account(), database.password(DataOwner.PURCHASES), 1, Duration.ofSeconds(10));
        try (Database purchases = new Database(function)) {
            assertThat(purchases.query("SELECT COUNT(*) AS counted FROM orders", row -> row.number("counted")))
                    .containsExactly(0L);
        }
    }

    @Test
    void an_answer_that_is_not_taken_is_given_again() {
        TestDatabase database = TestDatabase.fresh();
        try (TestCloudFormation aws = cloudFormation(new MigrationsHandler(environment(database), log.log()))) {
            aws.refuses(2);
            assertThat(aws.create(properties(NOW)).isSuccess()).isTrue();
        }
    }

    @Test
    void old_passwords_are_forgotten_when_a_person_asks_for_it() throws Exception {
        MigrationsHandler handler = new MigrationsHandler(environment(TestDatabase.fresh()), log.log());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream("{\"command\": \"forget-old-passwords\"}".getBytes(StandardCharsets.UTF_8)),
                said,
                new FakeContext());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("no more");
        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), said, new FakeContext()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A package whose newest migration is the one in {@code folder}. */
    private MigrationsHandler deployment(TestDatabase database, Release release, String folder) {
        return deployment(environment(database), release, folder);
    }

    private MigrationsHandler deployment(Environment environment, Release release, String folder) {
        Log logs = log.log();
        return new MigrationsHandler(
                new DatabaseRelease(
                        StoredCredentials.from(environment, SecretsManager.from(environment)),
                        environment.get("DATABASE_URL"),
                        release,
                        List.of(MigrationsHandler.FOLDER, PLACE + folder),
                        logs),
                logs);
    }

    private static TestCloudFormation cloudFormation(MigrationsHandler handler) {
        return new TestCloudFormation(handler, "Custom::SoukMigrations");
    }

    private static Map<String, String> properties(Release release) {
        return Map.of("Version", Integer.toString(release.version()), "Fingerprint", release.fingerprint());
    }

    private Environment environment(TestDatabase database) {
        return Environment.of(with(Map.of(), database));
    }

    /** With an admin whose password can be changed: nobody else comes in under that name. */
    private Environment managed(TestDatabase database) {
        try (Database root = database.open()) {
            root.update("DROP USER IF EXISTS '" + ADMIN + "'@'%'");
            root.update("CREATE USER '" + ADMIN + "'@'%' IDENTIFIED BY '" + FIRST + "'");
            root.update("GRANT ALL PRIVILEGES ON *.* TO '" + ADMIN + "'@'%' WITH GRANT OPTION");
        }
        Environment environment = environment(database);
        secrets.with("admin", login(FIRST));
        return environment;
    }

    private static String login(String password) {
        return Json.write(Map.of("username", ADMIN, "password", password));
    }

    private Map<String, String> with(Map<String, String> changes, TestDatabase database) {
        secrets.with(
                "admin",
                Json.write(Map.of(
                        "username", database.settings().user(),
                        "password", database.settings().password().reveal())));
        Arrays.stream(DataOwner.values())
                .forEach(owner -> secrets.with(
                        "of-" + owner.account(),
                        Json.write(Map.of(
                                "username",
                                owner.account(),
                                "password",
                                database.password(owner).reveal()))));
        Map<String, String> variables = new HashMap<>(secrets.variables());
        variables.put("DATABASE_URL", database.settings().url());
        variables.put("DATABASE_ADMIN_SECRET", "admin");
        variables.put(
                "DATABASE_ACCOUNT_SECRETS",
                Arrays.stream(DataOwner.values())
                        .map(owner -> owner.account() + "=of-" + owner.account())
                        .collect(Collectors.joining(",")));
        variables.putAll(changes);
        return variables;
    }

    /** What the functions that serve do: read, write, and read what others publish. */
    private static void servesAsBefore(TestDatabase database) {
        try (Database users = database.openAs(DataOwner.USERS)) {
            byte[] store = new byte[16];
            users.update("""
                    INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at)
                    VALUES (?, ?, 'field', 'Field', '', 'seller@example.com', 1, NOW(6), NOW(6))
                    ON DUPLICATE KEY UPDATE version = version + 1""", store, store);
        }
        assertThat(orders(database, DataOwner.PURCHASES)).isZero();
        try (Database catalog = database.openAs(DataOwner.CATALOG)) {
            assertThat(catalog.query("SELECT slug FROM store_directory", row -> row.text("slug")))
                    .containsExactly("field");
        }
    }

    private static long orders(TestDatabase database, DataOwner owner) {
        try (Database module = database.openAs(owner)) {
            return module.query("SELECT COUNT(*) AS counted FROM orders", row -> row.number("counted"))
                    .getFirst();
        }
    }

    private static List<String> tables(TestDatabase database) {
        try (Database admin = database.open()) {
            return admin.query(
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name",
                    row -> row.text("table_name"));
        }
    }

    private static boolean isAsleep(Database admin) {
        return !admin.query(
                        "SELECT id FROM information_schema.processlist WHERE info LIKE 'CREATE TABLE endless%' AND db = DATABASE()",
                        row -> row.number("id"))
                .isEmpty();
    }
}
