package dev.souk.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.email.AddressRefused;
import dev.souk.email.Emails;
import dev.souk.email.Mail;
import dev.souk.email.MailNotTaken;
import dev.souk.email.MailOutcomeUnknown;
import dev.souk.email.Sender;
import dev.souk.email.transport.SmtpServer.Login;
import dev.souk.lambda.config.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailerTest {
    private final Mail mail = Emails.mailOf(Emails.aReceipt());

    @Test
    void a_mail_that_the_server_takes_is_sent_whatever_it_says_to_quit() throws IOException {
        for (String goodbye : new String[] {"221 bye", "500 no", ""}) {
            try (ScriptedSmtp server = new ScriptedSmtp(Map.of("QUIT", goodbye))) {
                assertThatCode(() -> mailer(server.server()).send(mail)).doesNotThrowAnyException();
                assertThat(server.commands()).startsWith("EHLO", "MAIL", "RCPT", "DATA", ".");
            }
        }
    }

    @Test
    void whatever_is_refused_was_not_taken() throws IOException {
        notTaken("hello", "554 go away", "connected");
        notTaken("hello", "", "connected");
        notTaken("MAIL", "451 busy", "451");
        notTaken("RCPT", "450 later", "450");
        notTaken("RCPT", "552 5.2.2 mailbox is full", "552");
        notTaken("DATA", "554 no", "554");
        notTaken(".", "552 too much", "552");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 no such person buyer@example.com",
                "550 5.1.1 <buyer@example.com>: Recipient address rejected: User unknown",
                "550-5.1.1 The account that you tried to reach does not exist.\r\n550 5.1.1 Please check it",
                "550 5.2.1 mailbox disabled",
                "551 user not local",
                "553 5.1.3 not an address",
                "554 5.1.10 recipient not found"
            })
    void a_server_that_knows_no_such_address_says_so_before_the_mail(String reply) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("RCPT", reply))) {
            assertThatThrownBy(() -> mailer(server.server()).send(mail))
                    .isInstanceOf(AddressRefused.class)
                    .hasMessageContaining(reply.substring(0, 3))
                    .hasMessageNotContaining("@");
            assertThat(server.commands()).doesNotContain("DATA");
        }
    }

    /** Such a server refuses every address: if these were believed, every mail would be lost. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 relaying denied",
                "550 5.7.1 Unable to relay",
                "553 sorry, that domain isn't in my list of allowed rcpthosts: no relay",
                "554 5.7.1 Service unavailable; client host blocked using a list",
                "554 5.7.26 unauthenticated mail",
                "550 5.1.8 bad sender's system address",
                "550 authentication required",
                "550 5.2.2 mailbox is full",
                "550 5.5.1 bad sequence",
                "530 5.7.0 must issue STARTTLS first"
            })
    void a_server_that_will_not_have_us_says_nothing_of_the_address(String reply) throws IOException {
        notTaken("RCPT", reply, reply.substring(0, 3));
    }

    @Test
    void a_server_that_hangs_up_on_a_whole_mail_may_have_taken_it() throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(".", ""))) {
            assertThatThrownBy(() -> mailer(server.server()).send(mail)).isInstanceOf(MailOutcomeUnknown.class);
        }
    }

    @Test
    void a_server_that_is_not_there_took_nothing() throws IOException {
        SmtpServer gone;
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of())) {
            gone = server.server();
        }
        assertThatThrownBy(() -> mailer(gone).send(mail))
                .isInstanceOf(MailNotTaken.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void no_password_leaves_this_machine_unless_the_line_is_encrypted() throws IOException {
        try (ScriptedSmtp server =
                new ScriptedSmtp(Map.of("EHLO", "250-localhost\r\n250 AUTH PLAIN", "AUTH", "235 welcome"))) {
            // The same machine by a name that does not say so.
            SmtpServer away = new SmtpServer(
                    "127.1", server.server().port(), false, Optional.of(new Login("user", new Secret("hidden"))));
            assertThatThrownBy(() -> mailer(away).send(mail))
                    .isInstanceOf(MailNotTaken.class)
                    .hasMessageContaining("does not encrypt");
            assertThat(server.commands()).doesNotContain("AUTH", "MAIL");
        }
    }

    @Test
    void a_server_that_offers_to_encrypt_and_does_not_gets_nothing() throws IOException {
        try (ScriptedSmtp server =
                new ScriptedSmtp(Map.of("EHLO", "250-localhost\r\n250 STARTTLS", "STARTTLS", "220 go on"))) {
            assertThatThrownBy(() -> mailer(server.server()).send(mail)).isInstanceOf(MailNotTaken.class);
            assertThat(server.commands()).doesNotContain("MAIL");
        }
    }

    @Test
    void the_password_is_given_where_the_server_asks_for_it() throws IOException {
        try (ScriptedSmtp server =
                new ScriptedSmtp(Map.of("EHLO", "250-localhost\r\n250 AUTH PLAIN", "AUTH", "235 welcome"))) {
            SmtpServer asks = new SmtpServer(
                    "127.0.0.1", server.server().port(), false, Optional.of(new Login("user", new Secret("hidden"))));
            mailer(asks).send(mail);
            assertThat(server.commands()).startsWith("EHLO", "AUTH", "MAIL");
        }
    }

    private void notTaken(String command, String reply, String says) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, reply))) {
            assertThatThrownBy(() -> mailer(server.server()).send(mail))
                    .as("%s: %s", command, reply)
                    .isInstanceOf(MailNotTaken.class)
                    .hasMessageContaining(says)
                    .hasMessageNotContaining("@");
        }
    }

    private static SmtpMailer mailer(SmtpServer server) {
        return new SmtpMailer(server, sender(), Clock.systemUTC());
    }

    private static Sender sender() {
        return Sender.parse("Souk <no-reply@souk.example>").orElseThrow();
    }
}
