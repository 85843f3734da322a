package dev.souk.embedded.smtp;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it was taken from the wire.
 *
 * @param id the name of its file, without {@code .eml}; sorts by arrival
 * @param from the sender of the envelope, which a bounce would go to; empty for none
 * @param to the recipients of the envelope, who need not be named in the headers
 * @param subject decoded; empty for none
 * @param text the first plain text part, decoded; empty for none
 * @param html the first HTML part, decoded; empty for none
 * @param headers in their order, a repeated one repeated, values unfolded and decoded
 * @param raw the whole source, byte for byte a character (ISO 8859-1)
 */
public record ReceivedMail(
        String id,
        String from,
        List<String> to,
        String subject,
        Instant receivedAt,
        String text,
        String html,
        List<Header> headers,
        String raw) {
    /** One line, or several folded ones, of a mail's head. */
    public record Header(String name, String value) {}

    public ReceivedMail {
        to = List.copyOf(to);
        headers = List.copyOf(headers);
    }

    /** All values of a header, whatever the case of its name. */
    public List<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** Whether it was sent to this address, whatever its case. */
    public boolean isTo(String address) {
        return to.stream().anyMatch(address::equalsIgnoreCase);
    }
}
