package dev.souk.model;

import java.util.Optional;
import java.util.UUID;

/** Names a purchase: what a buyer owns. */
public record PurchaseId(UUID value) implements Id {
    private static final String PREFIX = "pur";

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<PurchaseId> parse(String text) {
        return Id.parse(PREFIX, text).map(PurchaseId::new);
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String toString() {
        return text();
    }
}
