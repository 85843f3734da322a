package dev.souk.webhooks;

import java.util.Locale;

/** Why an endpoint is told nothing any more. */
public enum DisabledBecause {
    /** The seller wanted it so. */
    BY_SELLER,
    /** It answered 410 Gone. */
    GONE,
    /** It took nothing for as long as a delivery is tried. */
    FAILING;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #text} wrote. */
    static DisabledBecause of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
