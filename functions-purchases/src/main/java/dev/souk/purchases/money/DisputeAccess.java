package dev.souk.purchases.money;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a buyer keeps what a disputed order gave while the dispute is open. */
public enum DisputeAccess {
    KEEP,
    SUSPEND;

    /** The one that {@code text} names: {@code keep}, {@code suspend}. */
    public static Optional<DisputeAccess> of(String text) {
        return Arrays.stream(values())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
