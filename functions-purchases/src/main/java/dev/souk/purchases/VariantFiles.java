package dev.souk.purchases;

import dev.souk.model.FileId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a product's files one of its variants gives.
 *
 * @param all every one
 * @param lines otherwise those, in all their versions; with a time those that it gave until then
 */
public record VariantFiles(boolean all, Map<FileId, Optional<Instant>> lines) {
    public VariantFiles {
        lines = Map.copyOf(lines);
    }

    /** Whether somebody gets {@code file} who ordered the variant at that time: what it gave then, or later, stays theirs. */
    public boolean give(Deliverable file, Instant orderedAt) {
        Optional<Instant> removedAt = lines.get(file.version().line());
        return all
                || (removedAt != null && (removedAt.isEmpty() || removedAt.get().isAfter(orderedAt)));
    }
}
