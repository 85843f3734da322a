package dev.souk.live;

import java.util.Optional;

/** Names an open connection, as API Gateway does: {@code L0SM9cOFvHcCIhw=}. */
public record ConnectionId(String text) {
    /** As long as the column that keeps it. */
    private static final int LONGEST = 128;

    /** The id that {@code text} writes, or empty when API Gateway would write none like it. */
    public static Optional<ConnectionId> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && "-_=+/".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new ConnectionId(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
