package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the scan for malware said of a file. */
public enum ScanVerdict {
    CLEAN,
    MALWARE,
    /** The scanner cannot look into it. */
    UNSCANNABLE;

    /** As it stands in SQL. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ScanVerdict> parse(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text().equals(text))
                .findFirst();
    }
}
