package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is sold.
 *
 * @param owner of its store
 * @param description Markdown, as it was written
 * @param labels by what it is found
 * @param cover the picture on its page
 * @param price what it costs while it has no active variants: nothing, or at least what Stripe charges in the currency
 * @param version goes up with every edit, a new cover, a change of its variants, and with what {@code state} and {@code publishedAt} become; not with its other files
 * @param publishedAt of a published one: its place among the newest
 * @param onSaleFrom of a published one that is not for sale before; without, it is from its publication on, whatever clocks say
 * @param rating what its reviews come to, if it has any
 * @param inOpenStore whether the platform has not taken its store off its pages
 */
public record Product(
        ProductId id,
        UserId owner,
        StoreName store,
        String title,
        String description,
        AskingPrice price,
        ProductState state,
        Labels labels,
        Optional<FileId> cover,
        int version,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> publishedAt,
        Optional<Instant> onSaleFrom,
        Optional<Rating> rating,
        boolean inOpenStore) {
    public boolean isForSale(Instant now) {
        return state == ProductState.PUBLISHED
                && inOpenStore
                && !(onSaleFrom.isPresent() && onSaleFrom.get().isAfter(now));
    }
}
