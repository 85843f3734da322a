package dev.souk.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.SqlFailed;
import dev.souk.schema.access.DataOwner;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final People PEOPLE = new People();

    @Test
    void what_stands_in_the_log_is_not_changed_and_not_taken_out_by_those_who_write_it() {
        PEOPLE.opened("owner", "audited");
        PEOPLE.edit("owner", "audited", "\"v1\"", "{\"contact_email\": \"other@example.com\"}");
        Database users = PEOPLE.database.openAs(DataOwner.USERS);
        assertThat(users.query("SELECT act FROM users_audit", row -> row.text("act")))
                .contains("store.changed");
        for (String statement : List.of("UPDATE users_audit SET act = 'nothing'", "DELETE FROM users_audit")) {
            assertThatThrownBy(() -> users.update(statement)).isInstanceOf(SqlFailed.class);
        }
        for (String statement : List.of("UPDATE purchases_audit SET act = 'nothing'", "DELETE FROM purchases_audit")) {
            Database purchases = PEOPLE.database.openAs(DataOwner.PURCHASES);
            assertThatThrownBy(() -> purchases.update(statement)).isInstanceOf(SqlFailed.class);
            purchases.close();
        }
        for (String statement : List.of("UPDATE webhooks_audit SET act = 'nothing'", "DELETE FROM webhooks_audit")) {
            Database webhooks = PEOPLE.database.openAs(DataOwner.WEBHOOKS);
            assertThatThrownBy(() -> webhooks.update(statement)).isInstanceOf(SqlFailed.class);
            webhooks.close();
        }
        for (String statement : List.of("UPDATE catalog_audit SET act = 'nothing'", "DELETE FROM catalog_audit")) {
            Database catalog = PEOPLE.database.openAs(DataOwner.CATALOG);
            assertThatThrownBy(() -> catalog.update(statement)).isInstanceOf(SqlFailed.class);
            catalog.close();
        }
        users.close();
    }
}
