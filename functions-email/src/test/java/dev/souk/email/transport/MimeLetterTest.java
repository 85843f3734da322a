package dev.souk.email.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.email.Letter;
import dev.souk.email.Mail;
import dev.souk.email.Sender;
import dev.souk.email.Unsubscribe;
import dev.souk.model.EmailAddress;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, read by a library that knows mails. */
class MimeLetterTest {
    private static final Instant NOW = Instant.parse("2026-01-04T09:05:07Z");

    private static byte[] written(String from, String subject, String text) {
        return MimeLetter.of(
                Sender.parse(from).orElseThrow(),
                new Mail(
                        UUID.randomUUID(),
                        new EmailAddress("buyer@example.com"),
                        new Letter(subject, "<p>" + text, text)),
                NOW);
    }

    private static MimeMessage read(byte[] raw) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your purchase: Icons",
                "",
                "Línea ✓ 😀",
                "=?UTF-8?B?aGk=?=",
                "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                "a very long subject in plain words, of which there are many more than anybody would want to read on a small screen",
                "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
            })
    void a_subject_is_read_as_it_was_written(String subject) throws Exception {
        byte[] raw = written("no-reply@souk.example", subject, "hello");

        assertThat(read(raw).getSubject()).isEqualTo(subject);
        assertThat(new String(raw, StandardCharsets.ISO_8859_1).lines()).allMatch(line -> line.length() <= 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Souk", "The Corner-Stall 2", "Müller & Söhne", "A, B (and C)", "back\\slash", "a@b.c"})
    void a_name_is_read_as_it_was_written(String name) throws Exception {
        InternetAddress from = (InternetAddress)
                read(written(name + " <no-reply@souk.example>", "s", "t")).getFrom()[0];

        assertThat(from.getPersonal()).isEqualTo(name);
        assertThat(from.getAddress()).isEqualTo("no-reply@souk.example");
    }

    @Test
    void how_to_get_no_more_of_its_kind_is_for_mail_programs_to_read() throws Exception {
        URI at = URI.create("https://api.souk.example/v1/stop?token=a_b-c");
        Mail mail = new Mail(
                UUID.randomUUID(),
                new EmailAddress("buyer@example.com"),
                new Letter("s", "<p>t", "t"),
                Optional.of(new Unsubscribe(at, true)));
        MimeMessage read =
                read(MimeLetter.of(Sender.parse("no-reply@souk.example").orElseThrow(), mail, NOW));

        assertThat(read.getHeader("List-Unsubscribe")).containsExactly("<" + at + ">");
        assertThat(read.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(read(written("no-reply@souk.example", "s", "t")).getHeader("List-Unsubscribe"))
                .isNull();
    }

    @Test
    void both_parts_are_read_as_they_were_written_whatever_is_in_them() throws Exception {
        String text = ".\r\n.x\n" + "é😀".repeat(500) + "\n" + "a".repeat(2_000) + "\0\u2028";
        byte[] raw = written("no-reply@souk.example", "s", text);
        MimeMultipart parts = (MimeMultipart) read(raw).getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(text);
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>" + text);
        for (byte b : raw) {
            assertThat(b).isPositive();
        }
    }

    @Test
    void its_date_is_a_mails() throws Exception {
        byte[] raw = written("no-reply@souk.example", "s", "t");

        assertThat(new String(raw, StandardCharsets.US_ASCII)).contains("Date: Sun, 4 Jan 2026 09:05:07 +0000\r\n");
        assertThat(read(raw).getSentDate()).isEqualTo(NOW);
    }

    @Test
    void nothing_can_begin_another_header() throws Exception {
        String subject = "s\r\nBcc: all@example.com";
        MimeMessage message = read(written("no-reply@souk.example", subject, "t"));

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("Subject")).hasSize(1);
        assertThat(message.getAllRecipients()).hasSize(1);
    }
}
