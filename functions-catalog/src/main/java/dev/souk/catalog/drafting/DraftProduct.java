package dev.souk.catalog.drafting;

import dev.souk.catalog.Products;
import dev.souk.catalog.drafting.DraftProductOutcome.Drafted;
import dev.souk.catalog.drafting.DraftProductOutcome.NoSuchStore;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Clock;

/** Drafts products. */
public final class DraftProduct {
    private final Products products;
    private final Clock clock;

    public DraftProduct(Products products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    /** Drafts the product {@code id}; if an earlier attempt under the same id got through, that one stands. */
    public DraftProductOutcome draft(ProductId id, UserId seller, Products.Draft draft) {
        return products.add(id, seller, draft, clock.instant())
                ? new Drafted(products.find(id).orElseThrow())
                : new NoSuchStore();
    }
}
