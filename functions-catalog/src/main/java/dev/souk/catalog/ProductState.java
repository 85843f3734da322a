package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sees a product: its owner alone, or everybody. */
public enum ProductState {
    DRAFT,
    PUBLISHED;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProductState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
