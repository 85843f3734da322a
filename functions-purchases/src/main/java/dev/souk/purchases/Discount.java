package dev.souk.purchases;

import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What makes products of a store cheaper: a share of the price, in basis points, or an amount.
 *
 * @param product the only one it is for; empty for all of the store
 */
public record Discount(
        DiscountId id,
        StoreId store,
        OptionalInt basisPoints,
        Optional<Money> amount,
        Optional<ProductId> product,
        OptionalInt most,
        OptionalInt mostPerBuyer,
        Instant startsAt,
        Optional<Instant> endsAt) {

    /** Whether it is good at that moment. */
    public boolean isGoodAt(Instant now) {
        return !now.isBefore(startsAt)
                && endsAt.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** Whether it makes this offer cheaper. */
    public boolean applies(Offer offer) {
        boolean sameCurrency =
                amount.isEmpty() || amount.get().currency() == offer.price().currency();
        return offer.store().equals(store)
                && product.filter(only -> !only.equals(offer.product())).isEmpty()
                && sameCurrency
                && !offer.price().isFree();
    }
}
