package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a file has come. From {@code AWAITING_UPLOAD} it goes to one of the others, and stays there. */
public enum FileState {
    AWAITING_UPLOAD,
    READY,
    /** What was uploaded was not what had been announced. */
    REJECTED;

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
