package dev.souk.model;

import java.util.Optional;
import java.util.UUID;

/** Names a store: where a seller's products are. */
public record StoreId(UUID value) implements Id {
    private static final String PREFIX = "sto";

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<StoreId> parse(String text) {
        return Id.parse(PREFIX, text).map(StoreId::new);
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
