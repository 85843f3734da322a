package dev.souk.embedded.smtp;

import java.time.Instant;
import java.util.List;

/** What was said about a mail outside of it. Kept as JSON in the first line of its file, before the source. */
record Envelope(String from, List<String> to, Instant receivedAt) {
    static final String HEADER = "X-Souk-Envelope: ";
}
