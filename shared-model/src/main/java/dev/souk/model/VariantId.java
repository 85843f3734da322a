package dev.souk.model;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a variant: what a product is sold as, beside others. */
public record VariantId(UUID value) implements Id {
    private static final String PREFIX = "var";

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<VariantId> parse(String text) {
        return Id.parse(PREFIX, text).map(VariantId::new);
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String toString() {
        return text();
    }

    /** By hand, as in all ids: what a record has by itself is made when it is first called, which a cold start pays for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariantId(UUID same) && value.equals(same);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
