package dev.souk.model;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a report of something that somebody takes to be against the rules. */
public record ReportId(UUID value) implements Id {
    private static final String PREFIX = "rpt";

    /** The id that {@code text} writes, or empty when it writes none. */
    public static Optional<ReportId> parse(String text) {
        return Id.parse(PREFIX, text).map(ReportId::new);
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
        return other instanceof ReportId(UUID same) && value.equals(same);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
