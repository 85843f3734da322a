package dev.souk.catalog.drafting;

import dev.souk.catalog.Products;
import dev.souk.catalog.SellerStores;
import dev.souk.catalog.drafting.DraftProductOutcome.Drafted;
import dev.souk.catalog.drafting.DraftProductOutcome.NoSuchStore;
import dev.souk.catalog.drafting.DraftProductOutcome.OtherCurrency;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.Optional;

/** Drafts products. */
public final class DraftProduct {
    private final Products products;
    private final SellerStores stores;
    private final Clock clock;

    public DraftProduct(Products products, SellerStores stores, Clock clock) {
        this.products = products;
        this.stores = stores;
        this.clock = clock;
    }

    /** Drafts the product {@code id}; if an earlier attempt under the same id got through, that one stands. */
    public DraftProductOutcome draft(ProductId id, Seller seller, Products.Draft draft) {
        Optional<Currency> other = stores.otherThan(draft.price().amount().currency(), draft.store(), seller);
        if (other.isPresent()) {
            return new OtherCurrency(other.get());
        }
        return products.add(id, seller, draft, clock.instant())
                ? new Drafted(products.find(id).orElseThrow())
                : new NoSuchStore();
    }
}
