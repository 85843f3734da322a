package dev.souk.catalog;

import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/** A published product, in a list. */
public record Listing(
        ProductId id,
        StoreName store,
        Optional<Slug> slug,
        String title,
        AskingPrice price,
        boolean hasCover,
        Optional<Rating> rating,
        Instant publishedAt) {
    /** Its place among the newest: no two products have the same. */
    public record Place(Instant publishedAt, ProductId id) {}

    public Place place() {
        return new Place(publishedAt, id);
    }
}
