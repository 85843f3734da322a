package dev.souk.catalog;

import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.util.Optional;

/** Something that a bundle gives: the contract's {@code BundlePart}. */
record PartView(
        ProductId productId, Optional<String> slug, String title, Optional<VariantName> variant, boolean forSale) {
    record VariantName(VariantId id, String name) {}

    static PartView of(Part part) {
        return new PartView(
                part.product(),
                part.slug().map(Slug::text),
                part.title(),
                part.variant().map(id -> new VariantName(id, part.variantName().orElse(""))),
                part.forSale());
    }
}
