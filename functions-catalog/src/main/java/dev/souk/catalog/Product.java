package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is sold.
 *
 * @param description Markdown, as it was written
 * @param price nothing, or at least what Stripe charges in the currency
 * @param cover the picture on its page
 * @param version goes up with every edit, a new cover and the publishing; not with its other files
 */
public record Product(
        ProductId id,
        UserId owner,
        StoreName store,
        String title,
        String description,
        Money price,
        ProductState state,
        Optional<FileId> cover,
        int version,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> publishedAt) {
    /** Drafts are their owners' alone. */
    public boolean isVisibleTo(Optional<UserId> viewer) {
        return state == ProductState.PUBLISHED || isOwnedBy(viewer);
    }

    public boolean isOwnedBy(Optional<UserId> viewer) {
        return viewer.isPresent() && viewer.get().equals(owner);
    }
}
