package dev.souk.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.db.Database;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchemaCopyTest {
    @Test
    void a_copy_is_what_the_migrations_make() {
        TestDatabase copied = TestDatabase.fresh();
        TestDatabase migrated = TestDatabase.empty();
        migrated.migrate();
        Map<String, String> copy = content(copied);
        assertThat(copy).isEqualTo(content(migrated)).containsKeys("orders", "recent_sales");
        assertThat(copy.get("categories of it")).isNotEqualTo("0");
    }

    /** Each table and view with what makes it, and how many rows each table has. */
    private static Map<String, String> content(TestDatabase of) {
        Map<String, String> content = new TreeMap<>();
        try (Database database = of.open()) {
            String name = database.first("SELECT DATABASE() AS name", row -> row.text("name"))
                    .orElseThrow();
            database.query(
                            "SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = ?",
                            row -> Map.entry(row.text("name"), row.text("type")),
                            name)
                    .forEach(each -> {
                        String table = each.getKey();
                        boolean isView = each.getValue().equals("VIEW");
                        String made = database.first(
                                        "SHOW CREATE " + (isView ? "VIEW " : "TABLE ") + table,
                                        row -> row.text(isView ? "Create View" : "Create Table"))
                                .orElseThrow();
                        content.put(table, made.replace("`" + name + "`.", ""));
                        if (!isView) {
                            database.first("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n"))
                                    .ifPresent(rows -> content.put(table + " of it", String.valueOf(rows)));
                        }
                    });
        }
        return content;
    }
}
