package dev.souk.email.transport;

import dev.souk.email.EnglishTime;
import dev.souk.email.Letter;
import dev.souk.email.Mail;
import dev.souk.email.Sender;
import dev.souk.email.Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A mail as MIME (RFC 5322, 2045 to 2047): {@code multipart/alternative}, plain text first, UTF-8 in base 64, so that all of it is ASCII
 * in short lines. Its Message-ID is {@code <message id@sender's domain>}, so that copies of it are known as such.
 *
 * <p>By hand: a library that writes any mail there may be costs a cold start more than the database does.
 */
final class MimeLetter {
    private static final String CRLF = "\r\n";
    /** So many bytes of text make an encoded word of 75 characters at most (RFC 2047, 2). */
    private static final int BYTES_OF_A_WORD = 45;

    private final StringBuilder out = new StringBuilder(8 * 1024);

    private MimeLetter() {}

    /** The whole of it, ASCII, with CR LF at the end of each line. */
    static byte[] of(Sender sender, Mail mail, Instant now) {
        Letter letter = mail.letter();
        String boundary = "=_" + mail.id();
        MimeLetter mime = new MimeLetter();
        mime.header("Date", EnglishTime.inHeader(now));
        mime.header("From", from(sender));
        mime.header("To", mail.to().value());
        mime.header("Message-ID", "<" + mail.id() + "@" + sender.domain() + ">");
        mime.header("Subject", text(letter.subject()));
        mime.header("Auto-Submitted", "auto-generated");
        mime.header("X-Souk-Message-Id", mail.id().toString());
        mail.unsubscribe().ifPresent(mime::unsubscribe);
        mime.header("MIME-Version", "1.0");
        mime.header("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        mime.part(boundary, "plain", letter.text());
        mime.part(boundary, "html", letter.html());
        mime.out.append(CRLF).append("--").append(boundary).append("--").append(CRLF);
        return mime.out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void unsubscribe(Unsubscribe unsubscribe) {
        header("List-Unsubscribe", "<" + unsubscribe.at().toASCIIString() + ">");
        if (unsubscribe.byPost()) {
            header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** @param value of one line: addresses are by their type, and texts that are not are encoded */
    private void header(String name, String value) {
        out.append(name).append(": ").append(value).append(CRLF);
    }

    private void part(String boundary, String subtype, String text) {
        String base64 = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        out.append(CRLF).append("--").append(boundary).append(CRLF);
        out.append("Content-Type: text/")
                .append(subtype)
                .append("; charset=UTF-8")
                .append(CRLF);
        out.append("Content-Transfer-Encoding: base64").append(CRLF).append(CRLF);
        out.append(base64);
    }

    private static String from(Sender sender) {
        String address = sender.address().value();
        if (sender.name().isEmpty()) {
            return address;
        }
        String name = sender.name().get();
        return phrase(name) + " <" + address + ">";
    }

    /** Words as they are, others quoted; a name holds no quotes, see Sender. */
    private static String phrase(String name) {
        if (name.matches("[A-Za-z0-9 -]+")) {
            return name;
        }
        return isPlain(name) ? "\"" + name.replace("\\", "\\\\") + "\"" : encoded(name);
    }

    /**
     * Text as it is where that is possible. What is written like an encoded word, which readers would decode to what nobody has
     * cleaned, is encoded itself.
     */
    private static String text(String text) {
        return isPlain(text) && !text.contains("=?") ? text : encoded(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }

    /** Encoded words, each of whole characters, one a line. */
    private static String encoded(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String character = Character.toString(text.codePointAt(i));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > BYTES_OF_A_WORD) {
                words.append(word(word)).append(CRLF).append(' ');
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += length;
        }
        return words.append(word(word)).toString();
    }

    private static String word(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
