package dev.souk.catalog;

import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/**
 * A published product, in a list.
 *
 * @param price that of its cheapest variant, if it is sold in variants
 */
public record Listing(
        ProductId id,
        StoreName store,
        Optional<Slug> slug,
        String title,
        AskingPrice price,
        boolean inVariants,
        Optional<Picture> cover,
        Optional<String> coverAlternative,
        Optional<Rating> rating,
        Instant publishedAt) {}
