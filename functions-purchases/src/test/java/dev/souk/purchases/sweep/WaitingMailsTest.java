package dev.souk.purchases.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.lambda.db.Database;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long buyers have been waiting for their receipts, which alarms go by. */
class WaitingMailsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final TestDatabase SCHEMA = TestDatabase.fresh();
    private static final Database ADMIN = SCHEMA.open();
    private static final Database PURCHASES = SCHEMA.openAs(DataOwner.PURCHASES);

    private final WaitingMails mails = WaitingMails.in(PURCHASES, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterAll
    static void close() {
        PURCHASES.close();
        ADMIN.close();
    }

    @BeforeEach
    void empty() {
        ADMIN.update("DELETE FROM order_mails");
        ADMIN.update("DELETE FROM sent_emails");
    }

    @Test
    void nothing_waits_where_nothing_was_asked_for() {
        assertThat(mails.oldest()).isZero();
    }

    @Test
    void the_oldest_that_has_not_gone_out_counts_wherever_it_waits() {
        UUID first = asked(Duration.ofMinutes(40));
        UUID second = asked(Duration.ofMinutes(20));
        asked(Duration.ofMinutes(1));
        assertThat(mails.oldest()).isEqualTo(Duration.ofMinutes(40));

        recorded(first, "sent_at");
        assertThat(mails.oldest()).isEqualTo(Duration.ofMinutes(20));

        claimed(second);
        assertThat(mails.oldest()).as("claimed is not sent").isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void what_went_out_or_is_not_to_go_out_does_not_wait() {
        recorded(asked(Duration.ofMinutes(40)), "sent_at");
        recorded(asked(Duration.ofMinutes(20)), "suppressed_at");
        assertThat(mails.oldest()).isZero();
    }

    @Test
    void what_was_told_of_all_day_is_told_of_no_more() {
        asked(Duration.ofHours(25));
        assertThat(mails.oldest()).isZero();
    }

    private static UUID asked(Duration ago) {
        UUID message = UUID.randomUUID();
        ADMIN.update(
                "INSERT INTO order_mails (message_id, order_id, kind, created_at) VALUES (?, ?, 'receipt', ?)",
                message,
                UUID.randomUUID(),
                NOW.minus(ago));
        return message;
    }

    private static void claimed(UUID message) {
        ADMIN.update(
                "INSERT INTO sent_emails (message_id, kind, attempts, claimed_at, locked_until) VALUES (?, 'receipt', 1, ?, ?)",
                message,
                NOW,
                NOW.plusSeconds(120));
    }

    private static void recorded(UUID message, String column) {
        claimed(message);
        ADMIN.update("UPDATE sent_emails SET " + column + " = ? WHERE message_id = ?", NOW, message);
    }
}
