package dev.souk.email;

import dev.souk.model.EmailAddress;
import java.util.Optional;

/** Who letters are from: an address, and the name that readers see before it. */
public record Sender(Optional<String> name, EmailAddress address) {
    /** Reads {@code no-reply@souk.example} or {@code Souk <no-reply@souk.example>}; empty when {@code text} is neither. */
    public static Optional<Sender> parse(String text) {
        int open = text.lastIndexOf('<');
        if (open < 0) {
            return EmailAddress.parse(text).map(address -> new Sender(Optional.empty(), address));
        }
        String name = text.substring(0, open).strip();
        if (!text.endsWith(">") || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '<' || c == '"')) {
            return Optional.empty();
        }
        return EmailAddress.parse(text.substring(open + 1, text.length() - 1))
                .map(address -> new Sender(name.isEmpty() ? Optional.empty() : Optional.of(name), address));
    }

    /** What follows the @ of its address. */
    public String domain() {
        return address.value().substring(address.value().indexOf('@') + 1);
    }
}
