package dev.souk.catalog;

import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.util.Optional;

/**
 * Something that a bundle gives.
 *
 * @param variant as what, if the product is sold in variants
 * @param forSale whether it could be bought by itself just now: the bundle cannot be bought otherwise either
 */
public record Part(
        ProductId product,
        Optional<Slug> slug,
        String title,
        Optional<VariantId> variant,
        Optional<String> variantName,
        boolean forSale) {
    /** What is named of it. */
    public record Wish(ProductId product, Optional<VariantId> variant) {}
}
