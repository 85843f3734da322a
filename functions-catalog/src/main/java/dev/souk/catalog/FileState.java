package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a file has come. From {@code READY} it goes nowhere but to {@code REJECTED}, and from there nowhere. */
public enum FileState {
    AWAITING_UPLOAD,
    /** In quarantine: it is what was announced, and nobody has said yet that it harms nobody. */
    SCANNING,
    /** An image that harms nobody, of which pictures are being made. */
    PROCESSING,
    READY,
    /** What was uploaded was not what had been announced, or is not to be handed on. */
    REJECTED,
    /** Nobody came back for it: it is being deleted, and nobody sees it any more. */
    ABANDONED;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FileState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
