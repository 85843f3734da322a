package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.db.Database;
import dev.souk.test.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final TestDatabase TEST = TestDatabase.fresh();
    private static final Database DATABASE = TEST.open();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_database_that_is_up_to_date_is_left_alone() {
        int applied = Migrations.apply(
                TEST.settings().url(),
                TEST.settings().user(),
                TEST.settings().password().reveal());
        assertThat(applied).isZero();
    }

    @Test
    void every_table_says_its_collation_which_mysql_and_mariadb_both_have() {
        List<String> others = DATABASE.query("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'flyway%'
                  AND table_collation NOT IN ('utf8mb4_0900_ai_ci', 'utf8mb4_uca1400_nopad_ai_ci',
                                              'utf8mb4_uca1400_ai_ci')
                """, row -> row.text("table_name"));
        assertThat(others).isEmpty();
    }

    @Test
    void what_the_functions_publish_to_each_other_are_these_views() {
        List<String> views = DATABASE.query(
                "SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY table_name",
                row -> row.text("table_name"));
        assertThat(views)
                .containsExactly(
                        "bundle_contents",
                        "catalog_audited",
                        "catalog_tokens_used",
                        "deliverables",
                        "discount_codes",
                        "discount_offers",
                        "discount_uses_count",
                        "offers",
                        "order_states",
                        "purchases_audited",
                        "purchases_tokens_used",
                        "recent_sales",
                        "sent_email_times",
                        "stores_taken_down",
                        "store_directory",
                        "store_members",
                        "token_directory",
                        "variant_deliverables",
                        "variant_offers",
                        "verified_purchases",
                        "wanted_notices",
                        "webhooks_audited",
                        "webhooks_tokens_used",
                        "webhook_stores");
    }

    @Test
    void a_store_can_be_paid_once_its_account_can_receive() {
        byte[] store = new byte[16];
        DATABASE.update("""
                INSERT INTO stores (id, owner_id, slug, name, description, contact_email, version, created_at, updated_at)
                VALUES (?, ?, 'field', 'Field', '', 'seller@example.com', 1, NOW(6), NOW(6))""", store, store);
        assertThat(directory()).containsExactly("USD null null false");
        DATABASE.update("""
                INSERT INTO payout_accounts
                    (store_id, country, contact_email, display_name, key_number, asking, asked_at, stripe_account, transfers,
                     requirements, inquiries, answered_inquiry)
                VALUES (?, 'DE', 'seller@example.com', 'Field', 1, 'open', NOW(6), 'acct_1', 'restricted', '[]', 1, 1)""", store);
        DATABASE.update("UPDATE stores SET platform_fee_basis_points = 500, currency = 'EUR' WHERE id = ?", store);
        assertThat(directory()).containsExactly("EUR 500 acct_1 false");
        DATABASE.update("UPDATE payout_accounts SET transfers = 'active' WHERE store_id = ?", store);
        assertThat(directory()).containsExactly("EUR 500 acct_1 true");
    }

    private static List<String> directory() {
        return DATABASE.query(
                "SELECT currency, fee_basis_points, payout_account, transfers_active FROM store_directory",
                row -> row.text("currency") + " "
                        + row.findText("fee_basis_points").orElse(null) + " "
                        + row.findText("payout_account").orElse(null) + " " + row.flag("transfers_active"));
    }
}
