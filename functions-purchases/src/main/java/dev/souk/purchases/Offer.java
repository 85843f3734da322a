package dev.souk.purchases;

import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What can be bought now, and for how much.
 *
 * @param variant as what; empty for a product that is not sold in variants
 * @param orMore whether the buyer may pay more than the price
 * @param parts what it gives, if it is a bundle
 * @param version of the product: whatever of this changes, it goes up
 */
public record Offer(
        ProductId product,
        StoreId store,
        UserId seller,
        String title,
        Optional<Variant> variant,
        Money price,
        boolean orMore,
        List<Part> parts,
        int version) {
    public Offer {
        parts = List.copyOf(parts);
    }

    /** The same with what it gives. */
    public Offer with(List<Part> contents) {
        return new Offer(product, store, seller, title, variant, price, orMore, contents, version);
    }

    /** The same at the price that its buyer has named. */
    public Offer at(Money named) {
        return new Offer(product, store, seller, title, variant, named, orMore, parts, version);
    }
}
