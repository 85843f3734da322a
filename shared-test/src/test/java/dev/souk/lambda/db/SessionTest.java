package dev.souk.lambda.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Configuration;

/**
 * What the server hears of a session. RDS Proxy gives one a connection for itself when it says more of itself than what all connections were
 * told before, or has statements prepared: docs/adr/0028.
 */
class SessionTest {
    private final Database server = Tables.DATABASE.open();

    private record Heard(String kind, String what) {}

    @BeforeEach
    void listen() {
        Tables.clear(server);
        server.update("SET GLOBAL log_output = 'TABLE'");
        server.update("SET GLOBAL general_log = ON");
    }

    @AfterEach
    void listenNoMore() {
        server.update("SET GLOBAL general_log = OFF");
        server.update("SET GLOBAL log_output = 'FILE'");
        server.close();
    }

    @Test
    void it_says_all_of_itself_at_once_when_it_begins_and_has_no_statement_prepared() {
        List<Heard> heard;
        try (Database database = Tables.DATABASE.open()) {
            long session = database.transaction(tx -> {
                Tables.put(tx, 1, "one");
                return Tables.connectionId(tx);
            });
            assertThat(database.query("SELECT ? AS text", row -> row.text("text"), "two"))
                    .containsExactly("two");
            heard = server.query(
                    "SELECT command_type, argument FROM mysql.general_log WHERE thread_id = ? ORDER BY event_time",
                    row -> new Heard(row.text("command_type"), row.text("argument")),
                    session);
        }
        assertThat(heard).extracting(Heard::kind).contains("Query").doesNotContain("Prepare", "Execute");
        List<String> sets = heard.stream()
                .map(Heard::what)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("set"))
                .toList();
        assertThat(sets.getFirst()).endsWith(Session.VARIABLES);
        // Of a transaction the proxy knows by itself.
        assertThat(sets.subList(1, sets.size())).isNotEmpty().allMatch(text -> text.matches("set autocommit=[01]"));
    }

    /** Aurora that pauses is waited for longer, by what stands in {@code DATABASE_URL}. */
    @Test
    void what_the_address_says_goes_before_what_the_kit_says() throws SQLException {
        Properties ours = new Properties();
        ours.setProperty("connectTimeout", "3000");
        assertThat(Configuration.parse("jdbc:mysql://db/souk?connectTimeout=20000&permitMysqlScheme", ours)
                        .connectTimeout())
                .isEqualTo(20_000);
    }
}
