package dev.souk.email;

import static dev.souk.email.Emails.aNotice;
import static dev.souk.email.Emails.aReceipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.smtp.Inbox;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.model.EmailAddress;
import dev.souk.model.message.EmailMessage;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.Logged;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 24, a bounce, a complaint or a bad address: no further mail there. Both workers, MariaDB and an SMTP server. */
@DisplayName("FAULT 24: bounce, complaint, bad address")
class SuppressionTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Database TABLES = DATABASE.open();

    private final Inbox inbox;
    private final Logged log = new Logged();
    private final EmailHandler mails;
    private final EmailEventsHandler events;

    SuppressionTest(@TempDir Path folder) {
        RealServices.note("SMTP (SubEthaSMTP)");
        inbox = Inbox.start(folder, 0);
        Map<String, String> variables = new HashMap<>(DATABASE.variables(DataOwner.EMAIL));
        events = new EmailEventsHandler(Environment.of(variables), log.log());
        variables.put("MAIL_FROM", "Souk <no-reply@souk.example>");
        variables.put("MAIL_TRANSPORT", "smtp");
        variables.put("SMTP_URL", "smtp://127.0.0.1:" + inbox.port());
        mails = new EmailHandler(EmailRuntime.from(Environment.of(variables), Clock.systemUTC(), log.log()));
    }

    @BeforeEach
    void forget() {
        TABLES.update("DELETE FROM suppressed_addresses");
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void an_address_that_bounced_for_good_gets_no_further_mail_and_its_neighbours_get_theirs() {
        send(aReceipt());
        tell(SesEvents.bounce("Permanent", Emails.BUYER.value()));
        EmailMessage receipt = aReceipt();
        send(receipt, aNotice());
        assertThat(inbox.messagesTo("buyer@example.com")).hasSize(1);
        assertThat(inbox.messagesTo("seller@example.com")).hasSize(1);
        assertThat(outcome(receipt)).isEqualTo("suppressed");
    }

    @Test
    void an_address_that_complained_gets_no_further_mail() {
        tell(SesEvents.bySns(SesEvents.complaint("abuse", Emails.BUYER.value())));
        send(aReceipt(), Emails.aRefundOf("Icons", Emails.PRICE, true));
        assertThat(inbox.messages()).isEmpty();
        assertThat(reasons()).containsExactly("complaint");
    }

    @Test
    void an_address_that_the_server_does_not_know_is_tried_once_and_never_again() {
        inbox.refuseAddresses(List.of("buyer@example.com"));
        EmailMessage receipt = aReceipt();
        send(receipt, aNotice());
        assertThat(outcome(receipt)).isEqualTo("suppressed");
        assertThat(inbox.messages()).hasSize(1);
        assertThat(reasons()).containsExactly("refused");
        inbox.refuseAddresses(List.of());
        send(receipt, aReceipt());
        assertThat(inbox.messagesTo("buyer@example.com")).isEmpty();
    }

    @Test
    void an_address_is_the_same_in_either_case() {
        tell(SesEvents.bounce("Permanent", "BUYER@Example.com"));
        send(aReceipt());
        assertThat(inbox.messages()).isEmpty();
        SuppressedAddresses addresses = SuppressedAddresses.in(TABLES);
        assertThat(addresses.contains(new EmailAddress("Buyer@example.com"))).isTrue();
        assertThat(addresses.contains(new EmailAddress("buyers@example.com"))).isFalse();
    }

    @Test
    void what_passes_stops_nothing() {
        tell(
                SesEvents.bounce("Transient", Emails.BUYER.value()),
                SesEvents.complaint("not-spam", Emails.BUYER.value()),
                "{\"eventType\":\"Delivery\"}");
        send(aReceipt());
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void a_server_that_is_down_or_busy_suppresses_nobody() {
        EmailMessage receipt = aReceipt();
        inbox.refuseNext(1);
        assertThat(batch(receipt).to(mails)).containsExactly("m0");
        inbox.stopListening();
        assertThat(batch(receipt).to(mails)).containsExactly("m0");
        inbox.startListening();
        assertThat(reasons()).isEmpty();
        send(receipt);
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void an_event_that_comes_twice_changes_nothing_and_the_first_reason_stays() {
        String bounce = SesEvents.bounce("Permanent", Emails.BUYER.value());
        tell(bounce, SesEvents.complaint("abuse", Emails.BUYER.value()), bounce);
        tell(bounce);
        assertThat(reasons()).containsExactly("bounce");
    }

    @Test
    void an_event_that_is_none_fails_alone() {
        QueueEvent batch = new QueueEvent()
                .message("bad", "{\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\"}}")
                .message("good", SesEvents.bounce("Permanent", Emails.BUYER.value()));
        assertThat(batch.to(events)).containsExactly("bad");
        assertThat(reasons()).containsExactly("bounce");
    }

    @Test
    void a_message_that_was_suppressed_is_not_sent_when_its_address_is_let_in_again() {
        tell(SesEvents.bounce("Permanent", Emails.BUYER.value()));
        EmailMessage receipt = aReceipt();
        send(receipt);
        TABLES.update("DELETE FROM suppressed_addresses");
        TABLES.update("UPDATE sent_emails SET locked_until = UTC_TIMESTAMP(6) WHERE message_id = ?", receipt.id());
        send(receipt);
        assertThat(inbox.messages()).isEmpty();
        send(aReceipt());
        assertThat(inbox.messages()).hasSize(1);
    }

    /** The line that docs/architecture.md gives to whoever runs a Souk. */
    @Test
    void an_address_is_let_in_again_by_its_hash() {
        tell(SesEvents.bounce("Permanent", "Buyer@Example.com"));
        int gone = TABLES.update(
                "DELETE FROM suppressed_addresses WHERE address_hash = UNHEX(SHA2(LOWER('Buyer@example.com'), 256))");
        assertThat(gone).isEqualTo(1);
    }

    @Test
    void no_address_is_kept_or_logged() {
        inbox.refuseAddresses(List.of("buyer@example.com"));
        tell(SesEvents.bounce("Permanent", "gone@example.com"), SesEvents.bounce("Permanent", "no address"));
        send(aReceipt());
        send(aReceipt());
        assertThat(log.text())
                .contains("email.address_suppressed", "email.refused", "email.suppressed")
                .doesNotContain("buyer@", "gone@", "example.com", "no address");
        assertThat(TABLES.query(
                        "SELECT LENGTH(address_hash) AS length FROM suppressed_addresses", row -> row.number("length")))
                .containsExactly(32L, 32L);
    }

    private void send(EmailMessage... messages) {
        assertThat(batch(messages).to(mails)).isEmpty();
    }

    private void tell(String... told) {
        QueueEvent batch = new QueueEvent();
        for (int i = 0; i < told.length; i++) {
            batch.message("e" + i, told[i]);
        }
        var _ = batch.to(events);
    }

    private static QueueEvent batch(EmailMessage... messages) {
        QueueEvent event = new QueueEvent();
        for (int i = 0; i < messages.length; i++) {
            event.message("m" + i, EmailMessages.write(messages[i]));
        }
        return event;
    }

    private static List<String> reasons() {
        return TABLES.query("SELECT reason FROM suppressed_addresses", row -> row.text("reason"));
    }

    private static String outcome(EmailMessage message) {
        return TABLES.first("""
                        SELECT CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN suppressed_at IS NOT NULL THEN 'suppressed'
                               ELSE 'open' END AS outcome
                        FROM sent_emails WHERE message_id = ?
                        """, row -> row.text("outcome"), message.id()).orElse("unknown");
    }
}
