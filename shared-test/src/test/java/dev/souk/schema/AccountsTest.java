package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.config.Secret;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.schema.access.Accounts;
import dev.souk.schema.access.DataOwner;
import dev.souk.schema.access.Grant;
import dev.souk.schema.access.Grants;
import dev.souk.test.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what, asked of the server. */
class AccountsTest {
    private static final TestDatabase TEST = TestDatabase.fresh();
    private static final Database ADMIN = TEST.open();

    @AfterAll
    static void close() {
        ADMIN.close();
    }

    @Test
    void every_table_belongs_to_exactly_one_module() {
        List<String> tables = ADMIN.query("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'flyway%'
                """, row -> row.text("table_name"));
        assertThat(Grants.TABLES.stream().map(Grant::on))
                .as("a table is owned by whoever Grants.TABLES says")
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void every_view_is_published_by_a_module_to_others() {
        List<String> views = ADMIN.query(
                "SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()",
                row -> row.text("table_name"));
        assertThat(Grants.VIEWS.stream().map(Grants.Published::view)).containsExactlyInAnyOrderElementsOf(views);
        assertThat(Grants.VIEWS)
                .allSatisfy(view ->
                        assertThat(view.to()).as("others, and perhaps its own").anyMatch(to -> to != view.by()));
    }

    @Test
    void a_view_is_read_with_the_rights_of_the_account_that_makes_the_tables() {
        List<String> views = ADMIN.query("""
                SELECT CONCAT(security_type, ' ', definer) AS made FROM information_schema.views
                WHERE table_schema = DATABASE()""", row -> row.text("made"));
        String me = ADMIN.query("SELECT CURRENT_USER() AS me", row -> row.text("me"))
                .getFirst();
        assertThat(views).containsOnly("DEFINER " + me);
    }

    @ParameterizedTest
    @EnumSource
    void an_account_has_the_rights_that_are_listed_and_no_others(DataOwner owner) {
        assertThat(rightsOf(owner)).containsExactlyInAnyOrderElementsOf(listed(owner));
        assertThat(ADMIN.query(
                        "SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = ?",
                        row -> row.text("privilege_type"),
                        grantee(owner)))
                .containsExactly("USAGE");
    }

    @Test
    void the_function_that_sends_mail_cannot_read_orders() {
        try (Database email = TEST.openAs(DataOwner.EMAIL)) {
            assertThatThrownBy(() -> email.query("SELECT email FROM orders", row -> row.text("email")))
                    .hasStackTraceContaining("denied to user 'souk_email'");
        }
    }

    @Test
    void the_functions_of_those_who_watch_cannot_read_orders_but_for_what_is_published_of_them() {
        try (Database live = TEST.openAs(DataOwner.LIVE)) {
            assertThatThrownBy(() -> live.query("SELECT email FROM orders", row -> row.text("email")))
                    .hasStackTraceContaining("denied to user 'souk_live'");
            assertThatThrownBy(() -> live.update("UPDATE order_states SET state = 'paid'"))
                    .hasStackTraceContaining("denied to user 'souk_live'");
            assertThat(live.query("SELECT state FROM order_states", row -> row.text("state")))
                    .isEmpty();
        }
    }

    @Test
    void nobody_but_its_owner_writes_to_a_table_and_a_view_is_for_reading() {
        try (Database purchases = TEST.openAs(DataOwner.PURCHASES)) {
            assertThatThrownBy(() -> purchases.update("UPDATE products SET price_amount = 1"))
                    .hasStackTraceContaining("denied to user");
            assertThatThrownBy(() -> purchases.update("UPDATE offers SET price_amount = 1"))
                    .hasStackTraceContaining("denied to user");
            assertThat(purchases.query("SELECT title FROM offers", row -> row.text("title")))
                    .isEmpty();
        }
    }

    @Test
    void what_stands_in_the_ledger_is_not_changed_by_anybody() {
        try (Database purchases = TEST.openAs(DataOwner.PURCHASES)) {
            assertThatThrownBy(() -> purchases.update("UPDATE ledger_entries SET amount = 0"))
                    .hasStackTraceContaining("denied to user");
            assertThatThrownBy(() -> purchases.update("DELETE FROM ledger_entries"))
                    .hasStackTraceContaining("denied to user");
        }
    }

    @Test
    void no_module_changes_tables() {
        try (Database users = TEST.openAs(DataOwner.USERS)) {
            assertThatThrownBy(() -> users.update("ALTER TABLE users ADD COLUMN more INT"))
                    .hasStackTraceContaining("denied to user");
            assertThatThrownBy(
                            () -> users.query("SELECT version FROM flyway_schema_history", row -> row.text("version")))
                    .hasStackTraceContaining("denied to user");
        }
    }

    @Test
    void done_again_it_puts_back_what_is_missing_and_takes_what_is_too_much() throws SQLException {
        String user = "'" + DataOwner.CATALOG.account() + "'@'%'";
        ADMIN.update("REVOKE UPDATE ON products FROM " + user);
        ADMIN.update("GRANT SELECT ON orders TO " + user);
        ADMIN.update("GRANT DELETE ON * TO " + user);
        ADMIN.update("GRANT PROCESS ON *.* TO " + user);

        accounts().apply(Map.of(DataOwner.CATALOG, TEST.password(DataOwner.CATALOG)));

        an_account_has_the_rights_that_are_listed_and_no_others(DataOwner.CATALOG);
    }

    @Test
    void a_new_password_is_good_and_the_same_one_again_changes_nothing() throws SQLException {
        Secret next = new Secret("it's a \"new\" one; \\ % ? --");
        accounts().apply(Map.of(DataOwner.EMAIL, next));
        try (Connection connection = connect(DataOwner.EMAIL, next)) {
            accounts().apply(Map.of(DataOwner.EMAIL, next));
            assertThat(connection.isValid(1)).isTrue();
        }
        accounts().forgetOldPasswords();
        connect(DataOwner.EMAIL, next).close();

        accounts().apply(Map.of(DataOwner.EMAIL, TEST.password(DataOwner.EMAIL)));
        assertThatThrownBy(() -> connect(DataOwner.EMAIL, next)).isInstanceOf(SQLException.class);
    }

    private static Connection connect(DataOwner owner, Secret password) throws SQLException {
        return DriverManager.getConnection(TEST.settings().url(), owner.account(), password.reveal());
    }

    private static Accounts accounts() {
        DatabaseSettings admin = TEST.settings();
        return new Accounts(admin.url(), admin.user(), admin.password());
    }

    private static String grantee(DataOwner owner) {
        return "'" + owner.account() + "'@'%'";
    }

    private static List<String> rightsOf(DataOwner owner) {
        return ADMIN.query("""
                SELECT CONCAT(privilege_type, ' ', table_name) AS granted FROM information_schema.table_privileges
                WHERE grantee = ? AND table_schema = DATABASE()
                UNION ALL
                SELECT CONCAT(privilege_type, ' *') FROM information_schema.schema_privileges
                WHERE grantee = ? AND table_schema = DATABASE()
                """, row -> row.text("granted"), grantee(owner), grantee(owner));
    }

    private static List<String> listed(DataOwner owner) {
        return Grants.all().stream()
                .filter(grant -> grant.to() == owner)
                .flatMap(grant -> grant.verbs().stream().map(verb -> verb + " " + grant.on()))
                .collect(Collectors.toList());
    }
}
