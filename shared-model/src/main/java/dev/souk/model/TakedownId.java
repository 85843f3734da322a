package dev.souk.model;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a takedown: that the platform has taken something off its pages. */
public record TakedownId(UUID value) implements Id {
    private static final String PREFIX = "tkd";

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<TakedownId> parse(String text) {
        return Id.parse(PREFIX, text).map(TakedownId::new);
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
        return other instanceof TakedownId(UUID same) && value.equals(same);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
