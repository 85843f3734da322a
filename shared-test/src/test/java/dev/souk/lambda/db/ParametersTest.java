package dev.souk.lambda.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.EmailAddress;
import dev.souk.model.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Database DATABASE = Tables.DATABASE.open();

    @BeforeAll
    static void table() {
        DATABASE.update("""
                CREATE TABLE IF NOT EXISTS everything (
                    id BINARY(16) NULL, text VARCHAR(100) NULL, big BIGINT NULL, small INT NULL,
                    flag BOOLEAN NULL, bytes VARBINARY(300) NULL, at DATETIME(6) NULL
                ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
                """);
    }

    @BeforeEach
    void clear() {
        DATABASE.update("DELETE FROM everything");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void every_kind_of_value_comes_back_as_it_went() {
        UUID id = UUID.fromString("ffffffff-0000-7abc-8000-0123456789ab");
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        DATABASE.update(
                "INSERT INTO everything VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                "'; DROP TABLE everything; -- \\ 😀 \u0000 ?",
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                true,
                bytes,
                at);

        assertThat(DATABASE.query("SELECT * FROM everything", row -> {
                    assertThat(row.uuid("id")).isEqualTo(id);
                    assertThat(row.text("text")).isEqualTo("'; DROP TABLE everything; -- \\ 😀 \u0000 ?");
                    assertThat(row.number("big")).isEqualTo(Long.MIN_VALUE);
                    assertThat(row.integer("small")).isEqualTo(Integer.MAX_VALUE);
                    assertThat(row.flag("flag")).isTrue();
                    assertThat(row.bytes("bytes")).isEqualTo(bytes);
                    assertThat(row.instant("at")).isEqualTo(at);
                    return row;
                }))
                .hasSize(1);
    }

    @Test
    void a_value_that_is_absent_is_null_and_null_is_absent() {
        DATABASE.update(
                "INSERT INTO everything VALUES (?, ?, ?, ?, ?, ?, ?)",
                Optional.empty(),
                null,
                Optional.empty(),
                null,
                null,
                Optional.empty(),
                Optional.empty());

        assertThat(DATABASE.query("SELECT * FROM everything", row -> {
                    assertThat(row.findUuid("id")).isEmpty();
                    assertThat(row.findText("text")).isEmpty();
                    assertThat(row.findInteger("small")).isEmpty();
                    assertThat(row.findInstant("at")).isEmpty();
                    return row;
                }))
                .hasSize(1);
    }

    @Test
    void a_null_where_none_may_be_is_said_and_not_read_as_zero() {
        DATABASE.update("INSERT INTO everything VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        for (RowMapper<Object> careless : java.util.List.<RowMapper<Object>>of(
                row -> row.uuid("id"),
                row -> row.text("text"),
                row -> row.number("big"),
                row -> row.integer("small"),
                row -> row.flag("flag"),
                row -> row.bytes("bytes"),
                row -> row.instant("at"))) {
            assertThatThrownBy(() -> DATABASE.query("SELECT * FROM everything", careless))
                    .isInstanceOf(SqlFailed.class)
                    .hasStackTraceContaining("is NULL");
        }
    }

    @Test
    void an_optional_is_what_it_holds_and_an_id_its_sixteen_bytes() {
        OrderId order = new OrderId(UUID.fromString("0190a0b0-c0d0-7000-8000-00000000001f"));
        DATABASE.update(
                "INSERT INTO everything (id, text, at) VALUES (?, ?, ?)",
                order,
                Optional.of(new EmailAddress("buyer@example.com")),
                Optional.of(Instant.EPOCH));
        assertThat(DATABASE.first(
                        "SELECT id, text, at FROM everything WHERE id = ? AND text = ? AND at = ?",
                        row -> new OrderId(row.uuid("id")),
                        order.value(),
                        "buyer@example.com",
                        Instant.EPOCH))
                .contains(order);
    }

    @Test
    void a_time_is_cut_to_the_microsecond_and_never_rounded_into_the_future() {
        DATABASE.update("INSERT INTO everything (at) VALUES (?)", Instant.parse("2026-12-31T23:59:59.999999999Z"));
        assertThat(DATABASE.first("SELECT at FROM everything", row -> row.instant("at")))
                .contains(Instant.parse("2026-12-31T23:59:59.999999Z"));
    }

    @Test
    void a_time_in_the_hour_that_summer_skips_or_repeats_stays_what_it_was() {
        for (String time : new String[] {"2026-03-29T02:30:00Z", "2026-10-25T02:30:00Z", "1970-01-01T00:00:00Z"}) {
            DATABASE.update("DELETE FROM everything");
            DATABASE.update("INSERT INTO everything (at) VALUES (?)", Instant.parse(time));
            assertThat(DATABASE.first("SELECT CAST(at AS CHAR) AS at FROM everything", row -> row.text("at")))
                    .hasValueSatisfying(stored ->
                            assertThat(stored).startsWith(time.replace('T', ' ').replace("Z", "")));
        }
    }

    @Test
    void a_value_that_no_column_holds_is_a_mistake_that_is_said() {
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (big) VALUES (?)", new BigDecimal("1.5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BigDecimal");
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (big) VALUES (?)"))
                .isInstanceOf(SqlFailed.class);
    }

    @Test
    void the_session_reads_what_is_committed_and_refuses_what_does_not_fit() {
        assertThat(DATABASE.first("SELECT @@transaction_isolation AS level", row -> row.text("level")))
                .contains("READ-COMMITTED");
        assertThat(DATABASE.first("SELECT @@sql_mode AS mode", row -> row.text("mode"))
                        .orElse(""))
                .contains("STRICT_TRANS_TABLES", "NO_ZERO_DATE", "ERROR_FOR_DIVISION_BY_ZERO");
        assertThat(DATABASE.first("SELECT @@innodb_lock_wait_timeout AS s", row -> row.integer("s")))
                .contains(5);
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (text) VALUES (?)", "x".repeat(101)))
                .isInstanceOf(SqlFailed.class);
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (at) VALUES ('0000-00-00')"))
                .isInstanceOf(SqlFailed.class);
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (small) VALUES (?)", Long.MAX_VALUE))
                .isInstanceOf(SqlFailed.class);
    }

    @Test
    void a_column_of_a_hundred_characters_holds_a_hundred_emoji() {
        String emoji = "😀".repeat(100);
        DATABASE.update("INSERT INTO everything (text) VALUES (?)", emoji);
        assertThat(DATABASE.first("SELECT text FROM everything", row -> row.text("text")))
                .contains(emoji);
    }

    @Test
    void an_update_counts_the_rows_it_matched_also_when_nothing_changes() {
        DATABASE.update("INSERT INTO everything (text) VALUES ('a')");
        assertThat(DATABASE.update("UPDATE everything SET text = 'a' WHERE text = 'a'"))
                .isEqualTo(1);
        assertThat(DATABASE.update("UPDATE everything SET text = 'a' WHERE text = 'b'"))
                .isZero();
    }

    @Test
    void what_goes_wrong_is_told_without_the_drivers_message() {
        assertThatThrownBy(() -> DATABASE.update("INSERT INTO everything (small) VALUES (?)", "private text"))
                .isInstanceOf(SqlFailed.class)
                .hasMessage("a statement failed")
                .hasCauseInstanceOf(java.sql.SQLException.class);
    }
}
