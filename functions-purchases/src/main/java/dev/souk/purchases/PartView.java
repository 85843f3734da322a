package dev.souk.purchases;

import dev.souk.model.ProductId;
import java.util.List;
import java.util.Optional;

/** Something that a bundle gave: the contract's {@code SoldPart}. */
record PartView(ProductId productId, String title, Optional<Variant> variant) {
    /** Empty for what is no bundle. */
    static Optional<List<PartView>> of(List<Part> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream()
                        .map(part -> new PartView(part.product(), part.title(), part.variant()))
                        .toList());
    }

    /** About how many characters they have. */
    static int weight(Optional<List<PartView>> parts) {
        return parts.orElse(List.of()).stream()
                .mapToInt(part -> 250 + part.title().length())
                .sum();
    }
}
