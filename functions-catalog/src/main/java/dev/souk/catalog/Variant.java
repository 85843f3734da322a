package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a product is sold as, beside others: a licence for one, a licence for a team. A product with active ones is bought by one of them, at its price,
 * and its own price does not count.
 *
 * @param description plain text, may be empty
 * @param price in the product's currency while it is active
 * @param position its place among the others
 * @param lines the files that it gives, in all their versions, by their first ones; empty when it gives all that the product has and will have
 * @param version goes up with every change
 */
public record Variant(
        VariantId id,
        ProductId product,
        String name,
        String description,
        AskingPrice price,
        int position,
        VariantState state,
        Optional<Set<FileId>> lines,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    public Variant {
        lines = lines.map(Set::copyOf);
    }

    public boolean isActive() {
        return state == VariantState.ACTIVE;
    }

    /** Whether who buys it gets the file, as far as that can be got at all. */
    public boolean gives(ProductFile file) {
        return lines.isEmpty() || lines.get().contains(file.version().line());
    }
}
