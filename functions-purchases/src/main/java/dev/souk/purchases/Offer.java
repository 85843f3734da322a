package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;

/**
 * What can be bought now, and for how much.
 *
 * @param orMore whether the buyer may pay more than the price
 */
public record Offer(ProductId product, StoreId store, UserId seller, String title, Money price, boolean orMore) {
    /** The same at the price that its buyer has named. */
    public Offer at(Money named) {
        return new Offer(product, store, seller, title, named, orMore);
    }
}
