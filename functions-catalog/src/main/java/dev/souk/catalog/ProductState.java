package dev.souk.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sees a product: its owner alone, or everybody, from its time of publication on. */
public enum ProductState {
    DRAFT,
    PUBLISHED,
    /** No longer for sale, and not in its owner's way either. Who has bought it keeps it. */
    ARCHIVED,
    /** The platform has taken it off its pages: its seller cannot bring it back. Who has bought it keeps it. */
    TAKEN_DOWN;

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
