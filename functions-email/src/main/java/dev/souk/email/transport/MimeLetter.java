package dev.souk.email.transport;

import dev.souk.email.EnglishTime;
import dev.souk.email.Letter;
import dev.souk.email.Mail;
import dev.souk.email.Sender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Enumeration;

/**
 * A mail as MIME: {@code multipart/alternative}, plain text first, UTF-8. Its Message-ID is {@code <message id@sender's domain>}, so
 * that copies of it are known as such.
 */
final class MimeLetter extends MimeMessage {
    private static final String CRLF = "\r\n";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;
    private final byte[] body;

    private MimeLetter(Session session, String messageId, byte[] body) {
        super(session);
        this.messageId = messageId;
        this.body = body;
    }

    static MimeLetter of(Session session, Sender sender, Mail mail, Instant now) throws MessagingException {
        Letter letter = mail.letter();
        String boundary = "=_" + mail.id();
        MimeLetter message =
                new MimeLetter(session, "<" + mail.id() + "@" + sender.domain() + ">", body(letter, boundary));
        message.setFrom(from(sender));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().value()));
        message.setSubject(undecodable(letter.subject()), UTF_8);
        message.setHeader("Date", EnglishTime.inHeader(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Souk-Message-Id", mail.id().toString());
        message.setHeader("MIME-Version", "1.0");
        message.setHeader("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        message.setHeader("Message-ID", message.messageId);
        message.saved = true;
        return message;
    }

    /**
     * A title may be written like an encoded word of RFC 2047, which readers would decode to what nobody has cleaned. A word joiner,
     * which shows nothing, makes it plain text that has to be encoded itself.
     */
    private static String undecodable(String subject) {
        return subject.replace("=?", "=\u2060?");
    }

    /**
     * Headers, then the body as it was made. What Jakarta Mail would do instead, look for somebody who knows how to write a content of
     * this type, costs a cold start more than the sending.
     */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        for (Enumeration<String> lines = getNonMatchingHeaderLines(ignored); lines.hasMoreElements(); ) {
            out.write(ascii(lines.nextElement() + CRLF));
        }
        out.write(ascii(CRLF));
        out.write(body);
        out.flush();
    }

    private static byte[] body(Letter letter, String boundary) throws MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            part(out, boundary, "plain", letter.text());
            part(out, boundary, "html", letter.html());
            out.write(ascii("--" + boundary + "--" + CRLF));
        } catch (IOException e) {
            throw new MessagingException("memory takes what is written to it", e);
        }
        return out.toByteArray();
    }

    private static void part(OutputStream out, String boundary, String subtype, String text)
            throws IOException, MessagingException {
        out.write(ascii("--" + boundary + CRLF + "Content-Type: text/" + subtype + "; charset=UTF-8" + CRLF
                + "Content-Transfer-Encoding: quoted-printable" + CRLF + CRLF));
        OutputStream encoded = MimeUtility.encode(out, "quoted-printable");
        encoded.write(text.getBytes(StandardCharsets.UTF_8));
        encoded.flush();
        out.write(ascii(CRLF));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static InternetAddress from(Sender sender) throws MessagingException {
        InternetAddress address = new InternetAddress(sender.address().value());
        if (sender.name().isPresent()) {
            try {
                address.setPersonal(sender.name().get(), UTF_8);
            } catch (UnsupportedEncodingException e) {
                throw new MessagingException("every JVM knows UTF-8", e);
            }
        }
        return address;
    }
}
