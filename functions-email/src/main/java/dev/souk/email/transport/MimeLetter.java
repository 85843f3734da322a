package dev.souk.email.transport;

import dev.souk.email.Letter;
import dev.souk.email.Mail;
import dev.souk.email.Sender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A mail as MIME: {@code multipart/alternative}, plain text first, UTF-8. Its Message-ID is {@code <message id@sender's domain>}, so
 * that copies of it are known as such.
 */
final class MimeLetter extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    private MimeLetter(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static MimeLetter of(Session session, Sender sender, Mail mail, Instant now) throws MessagingException {
        MimeLetter message = new MimeLetter(session, "<" + mail.id() + "@" + sender.domain() + ">");
        Letter letter = mail.letter();
        message.setFrom(from(sender));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().value()));
        message.setSubject(undecodable(letter.subject()), UTF_8);
        message.setSentDate(Date.from(now));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Souk-Message-Id", mail.id().toString());
        message.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        message.saveChanges();
        return message;
    }

    /**
     * A title may be written like an encoded word of RFC 2047, which readers would decode to what nobody has cleaned. A word joiner,
     * which shows nothing, makes it plain text that has to be encoded itself.
     */
    private static String undecodable(String subject) {
        return subject.replace("=?", "=\u2060?");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
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

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
