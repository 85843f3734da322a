package dev.souk.email;

import static dev.souk.email.Emails.aNotice;
import static dev.souk.email.Emails.aReceipt;
import static dev.souk.email.Emails.aReceiptFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.embedded.smtp.Inbox;
import dev.souk.embedded.smtp.ReceivedMail;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.EmailMessages;
import dev.souk.model.message.EmailMessage;
import dev.souk.schema.access.DataOwner;
import dev.souk.test.QueueEvent;
import dev.souk.test.RealServices;
import dev.souk.test.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole batches from the queue, against MariaDB and an SMTP server. */
class EmailHandlerTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Database TABLES = DATABASE.open();

    private final Inbox inbox;
    private final EmailHandler worker;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    EmailHandlerTest(@TempDir Path folder) {
        RealServices.note("SMTP (SubEthaSMTP)");
        inbox = Inbox.start(folder, 0);
        worker = worker();
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
    void a_receipt_and_a_notice_arrive_as_html_and_as_text() {
        EmailMessage receipt = aReceipt();
        assertThat(batch(receipt, aNotice()).to(worker)).isEmpty();
        ReceivedMail toBuyer = only(inbox.messagesTo("buyer@example.com"));
        assertThat(toBuyer.from()).isEqualTo("no-reply@souk.example");
        assertThat(toBuyer.subject()).isEqualTo("Your purchase: Icons for makers");
        assertThat(toBuyer.text()).contains(Emails.LINK.toString(), "12.50 USD", Emails.ORDER.text());
        assertThat(toBuyer.html()).contains("Open your purchase", "12.50 USD", Emails.ORDER.text());
        assertThat(toBuyer.header("From")).containsExactly("Souk <no-reply@souk.example>");
        assertThat(toBuyer.header("To")).containsExactly("buyer@example.com");
        assertThat(toBuyer.header("Message-ID")).containsExactly("<" + receipt.id() + "@souk.example>");
        assertThat(toBuyer.header("X-Souk-Message-Id"))
                .containsExactly(receipt.id().toString());
        assertThat(toBuyer.header("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(toBuyer.header("Date")).hasSize(1);
        assertThat(toBuyer.header("Content-Type").getFirst()).startsWith("multipart/alternative");
        ReceivedMail toSeller = only(inbox.messagesTo("seller@example.com"));
        assertThat(toSeller.text()).contains("Icons for makers").doesNotContain("buyer@", "token");
        assertThat(toSeller.html()).contains("You made a sale");
    }

    @Test
    void any_title_arrives_as_it_is_in_a_mail_of_plain_short_lines() {
        for (String title :
                List.of("<script>alert(1)</script>", "Ünïcödé 日本語 😀👩‍👩‍👧", "دليل الخط", "x".repeat(200))) {
            inbox.clear();
            assertThat(batch(aReceiptFor(title)).to(worker)).isEmpty();
            ReceivedMail mail = only(inbox.messages());
            assertThat(mail.text()).contains(title);
            assertThat(mail.html()).contains(title.replace("<", "&lt;").replace(">", "&gt;"));
            assertThat(mail.subject()).startsWith("Your purchase: " + title.substring(0, 5));
            assertThat(mail.raw().chars()).allMatch(c -> c < 128);
            assertThat(mail.raw().lines()).allMatch(line -> line.length() <= 998);
        }
    }

    @Test
    void a_title_that_looks_encoded_is_not_decoded() {
        batch(aReceiptFor("=?UTF-8?Q?=0D=0ABcc:_other?=")).to(worker);
        assertThat(only(inbox.messages()).subject().replace("\u2060", ""))
                .isEqualTo("Your purchase: =?UTF-8?Q?=0D=0ABcc:_other?=");
    }

    @Test
    void no_title_can_add_a_header() {
        for (String end : List.of("\r\n", "\n", "\r", "\u2028", "\u0085", "\u000B", "\r\n ")) {
            inbox.clear();
            assertThat(batch(aReceiptFor("Icons" + end + "Bcc: other@example.com" + end + end + "<b>body"))
                            .to(worker))
                    .isEmpty();
            ReceivedMail mail = only(inbox.messages());
            assertThat(mail.header("Bcc")).isEmpty();
            assertThat(mail.to()).containsExactly("buyer@example.com");
            assertThat(mail.subject()).isEqualTo("Your purchase: Icons Bcc: other@example.com <b>body");
        }
    }

    @Test
    void a_message_that_comes_five_times_at_once_is_one_mail() throws Exception {
        EmailMessage receipt = aReceipt();
        List<Callable<List<String>>> deliveries =
                Collections.nCopies(5, () -> batch(receipt).to(worker));
        try (var threads = Executors.newFixedThreadPool(5)) {
            for (Future<List<String>> delivery : threads.invokeAll(deliveries)) {
                delivery.get();
            }
        }
        assertThat(inbox.messages()).hasSize(1);
        assertThat(batch(receipt).to(worker)).isEmpty();
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void a_message_twice_in_one_batch_is_one_mail() {
        EmailMessage receipt = aReceipt();
        assertThat(batch(receipt, receipt).to(worker)).isEmpty();
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void a_mail_that_is_refused_twice_is_sent_once() {
        EmailMessage receipt = aReceipt();
        inbox.refuseNext(2);
        assertThat(batch(receipt).to(worker)).containsExactly("m0");
        assertThat(batch(receipt).to(worker)).containsExactly("m0");
        assertThat(batch(receipt).to(worker)).isEmpty();
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void a_mail_server_that_is_down_for_long_loses_nothing() {
        EmailMessage receipt = aReceipt();
        EmailMessage notice = aNotice();
        inbox.stopListening();
        for (int i = 0; i < 3 * SentEmails.MOST_ATTEMPTS; i++) {
            assertThat(batch(receipt, notice).to(worker)).containsExactly("m0", "m1");
        }
        inbox.startListening();
        assertThat(batch(receipt, notice).to(worker)).isEmpty();
        assertThat(inbox.messages()).hasSize(2);
    }

    @Test
    void a_refused_mail_leaves_its_neighbours_alone() {
        inbox.refuseNext(1);
        assertThat(batch(aReceipt(), aReceipt(), aReceipt()).to(worker)).containsExactly("m0");
        assertThat(inbox.messages()).hasSize(2);
    }

    @Test
    void a_message_that_is_no_message_fails_alone() {
        String good = EmailMessages.write(aReceipt());
        List<String> bad = List.of(
                "",
                "{",
                "[]",
                "{\"kind\":\"receipt\"}",
                good.replace("\"kind\":\"receipt\"", "\"kind\":\"x\""),
                good.replace("buyer@example.com", "buyer@example.com,other@example.com"),
                good.replace("https:", "javascript:"));
        for (String body : bad) {
            inbox.clear();
            QueueEvent event = new QueueEvent()
                    .message("before", EmailMessages.write(aReceipt()))
                    .message("bad", body)
                    .message("after", EmailMessages.write(aNotice()));
            assertThat(event.to(worker)).containsExactly("bad");
            assertThat(inbox.messages()).hasSize(2);
        }
    }

    @Test
    void a_worker_that_dies_in_the_middle_is_followed_by_another() {
        EmailMessage receipt = aReceipt();
        SentEmails.in(TABLES, Clock.systemUTC()).claim(receipt.id(), "receipt");
        assertThat(batch(receipt).to(worker)).containsExactly("m0");
        TABLES.update("UPDATE sent_emails SET locked_until = UTC_TIMESTAMP(6) WHERE message_id = ?", receipt.id());
        assertThat(batch(receipt).to(worker)).isEmpty();
        assertThat(inbox.messages()).hasSize(1);
    }

    @Test
    void nothing_personal_is_kept_or_logged() {
        EmailMessage receipt = aReceiptFor("Secret title");
        inbox.refuseNext(1);
        batch(receipt).to(worker);
        batch(receipt, receipt).to(worker);
        String broken = EmailMessages.write(aReceiptFor("Secret title")).replace("order", "Secret title");
        new QueueEvent().message("bad", broken).to(worker);
        inbox.stopListening();
        batch(aNotice()).to(worker);
        String lines = log.toString(StandardCharsets.UTF_8);
        assertThat(lines)
                .contains(
                        "email.sent",
                        "email.sent_before",
                        "message.failed",
                        receipt.id().toString(),
                        "451")
                .doesNotContain("buyer@", "seller@", "Secret title", "Paper Lantern", "token", "no-reply@");
        assertThat(lines.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    private EmailHandler worker() {
        Map<String, String> variables = new HashMap<>(DATABASE.variables(DataOwner.EMAIL));
        variables.put("MAIL_FROM", "Souk <no-reply@souk.example>");
        variables.put("MAIL_TRANSPORT", "smtp");
        variables.put("SMTP_URL", "smtp://127.0.0.1:" + inbox.port());
        Log captured = new Log("email", new PrintStream(log, true, StandardCharsets.UTF_8), Clock.systemUTC());
        return new EmailHandler(EmailRuntime.from(Environment.of(variables), Clock.systemUTC(), captured));
    }

    private static QueueEvent batch(EmailMessage... messages) {
        QueueEvent event = new QueueEvent();
        List<EmailMessage> all = new ArrayList<>(List.of(messages));
        for (int i = 0; i < all.size(); i++) {
            event.message("m" + i, EmailMessages.write(all.get(i)));
        }
        return event;
    }

    private static ReceivedMail only(List<ReceivedMail> mails) {
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }
}
