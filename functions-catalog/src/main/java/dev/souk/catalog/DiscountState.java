package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether buyers can use a discount. */
public enum DiscountState {
    ACTIVE,
    DISABLED;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DiscountState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
