package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What files need of the scan before they are handed to anybody. What was found to be malware is never handed on. */
public enum ScanPolicy {
    /** Only what was found clean: what cannot be scanned is rejected. */
    REQUIRED,
    /** A verdict, be it that the scanner cannot look into the file: large archives and encrypted ones can be sold. */
    BEST_EFFORT,
    /** Nothing: nobody scans. */
    OFF;

    /** The policy called so: {@code required}, {@code best_effort}, {@code off}. */
    public static Optional<ScanPolicy> parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    /** Where a file belongs that is as it was announced. */
    FileState stateOf(Optional<ScanVerdict> verdict) {
        if (verdict.isEmpty()) {
            return this == OFF ? FileState.READY : FileState.SCANNING;
        }
        return switch (verdict.get()) {
            case CLEAN -> FileState.READY;
            case MALWARE -> FileState.REJECTED;
            case UNSCANNABLE -> this == REQUIRED ? FileState.REJECTED : FileState.READY;
        };
    }
}
