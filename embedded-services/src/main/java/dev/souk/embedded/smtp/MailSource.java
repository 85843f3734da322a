package dev.souk.embedded.smtp;

import dev.souk.embedded.smtp.ReceivedMail.Header;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** Reads what mail clients read out of a mail's source. */
final class MailSource {
    private static final Session SESSION = Session.getInstance(new Properties());

    private String text = "";
    private String html = "";

    private MailSource() {}

    /** A source that is no proper mail is shown as plain text: an inbox that hides a broken mail helps nobody. */
    static ReceivedMail read(String id, Envelope envelope, byte[] source) {
        String raw = new String(source, StandardCharsets.ISO_8859_1);
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(source));
            MailSource parts = new MailSource();
            parts.collect(message);
            return new ReceivedMail(
                    id,
                    envelope.from(),
                    envelope.to(),
                    message.getSubject() == null ? "" : message.getSubject(),
                    envelope.receivedAt(),
                    parts.text,
                    parts.html,
                    headers(message),
                    raw);
        } catch (MessagingException | IOException e) {
            return new ReceivedMail(
                    id, envelope.from(), envelope.to(), "", envelope.receivedAt(), raw, "", List.of(), raw);
        }
    }

    /** Whom a mail is to, by its own headers; none when it is no proper mail. */
    static List<String> recipients(byte[] source) {
        try {
            Address[] all = new MimeMessage(SESSION, new ByteArrayInputStream(source)).getAllRecipients();
            return all == null
                    ? List.of()
                    : Arrays.stream(all)
                            .map(address -> address instanceof InternetAddress mailbox
                                    ? mailbox.getAddress()
                                    : address.toString())
                            .toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    private void collect(Part part) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return;
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                BodyPart inner = parts.getBodyPart(index);
                collect(inner);
            }
        } else if (text.isEmpty() && part.isMimeType("text/plain")) {
            text = String.valueOf(part.getContent());
        } else if (html.isEmpty() && part.isMimeType("text/html")) {
            html = String.valueOf(part.getContent());
        }
    }

    private static List<Header> headers(MimeMessage message) throws MessagingException {
        List<Header> headers = new ArrayList<>();
        for (jakarta.mail.Header header : Collections.list(message.getAllHeaders())) {
            headers.add(new Header(header.getName(), decoded(header.getValue())));
        }
        return headers;
    }

    private static String decoded(String value) {
        String unfolded = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException e) {
            return unfolded;
        }
    }
}
