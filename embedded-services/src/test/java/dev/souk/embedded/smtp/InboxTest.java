package dev.souk.embedded.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.embedded.Ports;
import jakarta.mail.MessagingException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    @TempDir
    Path folder;

    @Test
    void a_mail_is_read_in_all_its_parts() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            Mailer.send(inbox.port(), "Buyer@example.com", "Ваш заказ 🎉", "Hello\n.\nüber", "<p>Hällo</p>");
            assertThat(inbox.messages()).singleElement().satisfies(mail -> {
                assertThat(mail.from()).isEqualTo("bounces@souk.example");
                assertThat(mail.to()).containsExactly("Buyer@example.com");
                assertThat(mail.subject()).isEqualTo("Ваш заказ 🎉");
                assertThat(mail.text().strip()).isEqualToNormalizingNewlines("Hello\n.\nüber");
                assertThat(mail.html().strip()).isEqualTo("<p>Hällo</p>");
                assertThat(mail.header("from")).containsExactly("shop@souk.example");
                assertThat(mail.header("x-order")).containsExactly("ord_1");
                assertThat(mail.raw())
                        .contains("Subject: =?UTF-8?")
                        .contains("multipart/alternative")
                        .doesNotContain(Envelope.HEADER);
                assertThat(inbox.message(mail.id())).contains(mail);
            });
            assertThat(inbox.messagesTo("buyer@EXAMPLE.com")).hasSize(1);
            assertThat(inbox.messagesTo("seller@example.com")).isEmpty();
        }
    }

    @Test
    void a_mail_that_came_another_way_is_for_those_whom_it_names() {
        byte[] source = "To: Buyer <buyer@example.com>\r\nCc: other@example.com\r\nSubject: Yours\r\n\r\nHello\r\n"
                .getBytes(StandardCharsets.UTF_8);
        try (Inbox inbox = Inbox.start(folder, 0)) {
            inbox.keep("shop@souk.example", source);
            inbox.keep("shop@souk.example", "no mail at all".getBytes(StandardCharsets.UTF_8));
            assertThat(inbox.messagesTo("buyer@example.com"))
                    .extracting(ReceivedMail::subject)
                    .containsExactly("Yours");
            assertThat(inbox.messagesTo("other@example.com")).hasSize(1);
            assertThat(inbox.size()).isEqualTo(2);
        }
    }

    @Test
    void mails_are_files_that_survive_a_restart_until_cleared() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            Mailer.send(inbox.port(), "buyer@example.com", "first", "one", "<b>one</b>");
            Mailer.send(inbox.port(), "buyer@example.com", "second", "two", "<b>two</b>");
        }
        try (Inbox inbox = Inbox.start(folder, 0)) {
            assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactly("first", "second");
            assertThat(inbox.messages()).extracting(ReceivedMail::to).containsOnly(List.of("buyer@example.com"));
            inbox.clear();
            assertThat(inbox.messages()).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void waiting_ends_when_the_mail_comes_and_not_for_another() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            assertThat(inbox.await(mail -> true, Duration.ZERO)).isEmpty();
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(
                    () -> inbox.await(mail -> mail.subject().equals("wanted"), Duration.ofSeconds(30))
                            .map(ReceivedMail::subject)
                            .orElse("nothing came"));
            Mailer.send(inbox.port(), "buyer@example.com", "another", "x", "x");
            Mailer.send(inbox.port(), "buyer@example.com", "wanted", "x", "x");
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("wanted");
        }
    }

    @Test
    void a_busy_server_refuses_as_often_as_told_and_keeps_nothing_of_it() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            inbox.refuseNext(2);
            for (int refusal = 0; refusal < 2; refusal++) {
                assertThatThrownBy(() -> Mailer.send(inbox.port(), "buyer@example.com", "x", "x", "x"))
                        .isInstanceOf(MessagingException.class)
                        .hasStackTraceContaining("451");
            }
            assertThat(inbox.messages()).isEmpty();
            Mailer.send(inbox.port(), "buyer@example.com", "third time lucky", "x", "x");
            assertThat(inbox.messages()).hasSize(1);
        }
    }

    @Test
    void an_address_can_be_one_that_is_not_there_until_it_is() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            inbox.refuseAddresses(List.of("Gone@example.com"));
            assertThatThrownBy(() -> Mailer.send(inbox.port(), "gone@example.com", "x", "x", "x"))
                    .isInstanceOf(MessagingException.class)
                    .hasStackTraceContaining("550 5.1.1");
            Mailer.send(inbox.port(), "buyer@example.com", "x", "x", "x");
            assertThat(inbox.messages()).hasSize(1);
            inbox.refuseAddresses(List.of());
            Mailer.send(inbox.port(), "gone@example.com", "x", "x", "x");
            assertThat(inbox.messages()).hasSize(2);
        }
    }

    @Test
    void a_send_can_fail_although_the_mail_arrived() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            inbox.refuseNextAfterKeeping(1);
            assertThatThrownBy(() -> Mailer.send(inbox.port(), "buyer@example.com", "arrived", "x", "x"))
                    .isInstanceOf(MessagingException.class);
            assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactly("arrived");
        }
    }

    @Test
    void a_server_that_is_down_comes_back_on_the_same_port() throws Exception {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            int port = inbox.port();
            Mailer.send(port, "buyer@example.com", "before", "x", "x");
            inbox.stopListening();
            assertThatThrownBy(() -> Mailer.send(port, "buyer@example.com", "lost", "x", "x"))
                    .isInstanceOf(MessagingException.class);
            inbox.startListening();
            Mailer.send(port, "buyer@example.com", "after", "x", "x");
            assertThat(inbox.port()).isEqualTo(port);
            assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactly("before", "after");
        }
    }

    @Test
    void many_senders_at_once_lose_nothing() {
        try (Inbox inbox = Inbox.start(folder, 0)) {
            IntStream.range(0, 100).parallel().forEach(number -> {
                try {
                    Mailer.send(inbox.port(), "buyer@example.com", "mail " + number, "x", "x");
                } catch (MessagingException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(inbox.messages())
                    .extracting(ReceivedMail::subject)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                            .mapToObj(number -> "mail " + number)
                            .toList());
        }
    }

    @Test
    void a_taken_port_moves_on() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Ports.loopback(), 0));
            try (Inbox inbox = Inbox.start(folder, taken.getLocalPort())) {
                assertThat(inbox.port()).isNotEqualTo(taken.getLocalPort());
                Mailer.send(inbox.port(), "buyer@example.com", "moved", "x", "x");
                assertThat(inbox.messages()).hasSize(1);
            }
        }
    }

    @Test
    void a_file_that_is_no_mail_of_ours_does_not_hide_the_others() throws Exception {
        Files.writeString(folder.resolve("0.eml"), "not a mail at all");
        try (Inbox inbox = Inbox.start(folder, 0)) {
            Mailer.send(inbox.port(), "buyer@example.com", "a mail", "x", "x");
            assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactly("", "a mail");
        }
    }
}
