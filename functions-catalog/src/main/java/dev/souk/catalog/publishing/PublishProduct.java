package dev.souk.catalog.publishing;

import dev.souk.catalog.Product;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.catalog.publishing.PublishProductOutcome.NoReadyFile;
import dev.souk.catalog.publishing.PublishProductOutcome.NoSuchProduct;
import dev.souk.catalog.publishing.PublishProductOutcome.Published;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Clock;
import java.util.Optional;

/** Publishes products. */
public final class PublishProduct {
    private final Products products;
    private final Clock clock;

    public PublishProduct(Products products, Clock clock) {
        this.products = products;
        this.clock = clock;
    }

    /** Publishing what is published changes nothing and ends the same. */
    public PublishProductOutcome publish(UserId seller, ProductId id) {
        boolean first = products.publish(id, seller, clock.instant());
        Optional<Product> found =
                products.find(id).filter(product -> product.owner().equals(seller));
        if (found.isEmpty()) {
            return new NoSuchProduct();
        }
        return first || found.get().state() == ProductState.PUBLISHED
                ? new Published(found.get(), first)
                : new NoReadyFile();
    }
}
