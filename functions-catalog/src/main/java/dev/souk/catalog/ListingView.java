package dev.souk.catalog;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/** A product in a list: the contract's {@code ProductSummary}. */
record ListingView(
        ProductId id,
        StoreName store,
        Optional<String> slug,
        String title,
        Money price,
        String pricing,
        Optional<Boolean> priceFrom,
        Optional<String> coverUrl,
        Optional<PictureView> cover,
        Optional<Rating> rating,
        Instant publishedAt) {
    static ListingView of(Listing listing) {
        return new ListingView(
                listing.id(),
                listing.store(),
                listing.slug().map(Slug::text),
                listing.title(),
                listing.price().amount(),
                listing.price().kind().text(),
                listing.inVariants() ? Optional.of(true) : Optional.empty(),
                listing.cover().map(_ -> ProductView.coverUrl(listing.id())),
                listing.cover().map(picture -> PictureView.cover(listing.id(), picture, listing.coverAlternative())),
                listing.rating(),
                listing.publishedAt());
    }
}
