package dev.souk.catalog.publishing;

import dev.souk.catalog.Listings;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.Products;
import dev.souk.catalog.publishing.PublishProductOutcome.Archived;
import dev.souk.catalog.publishing.PublishProductOutcome.NoReadyFile;
import dev.souk.catalog.publishing.PublishProductOutcome.NoSuchProduct;
import dev.souk.catalog.publishing.PublishProductOutcome.Published;
import dev.souk.catalog.publishing.PublishProductOutcome.TakenDown;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Publishes products. */
public final class PublishProduct {
    private final Database database;
    private final Clock clock;

    public PublishProduct(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Publishing what is for sale changes nothing and ends the same; what is still to be published may be given another time.
     *
     * @param from when it goes on sale, if not at once
     */
    public PublishProductOutcome publish(Seller seller, ProductId id, Optional<Instant> from) {
        Instant now = clock.instant();
        return database.transaction(tx -> {
            // What is found is what was published: nobody takes it off sale in between.
            ProductFiles.in(tx).lock(id);
            boolean first = Products.in(tx).publish(id, seller, from, now);
            if (first) {
                Listings.in(tx).refresh(id);
            }
            return published(Products.in(tx), seller, id, first);
        });
    }

    private static PublishProductOutcome published(Products products, Seller seller, ProductId id, boolean first) {
        Optional<Product> found = products.find(id, seller);
        if (found.isEmpty()) {
            return new NoSuchProduct();
        }
        return switch (found.get().state()) {
            case PUBLISHED -> new Published(found.get(), first);
            case ARCHIVED -> new Archived();
            case TAKEN_DOWN -> new TakenDown();
            case DRAFT -> new NoReadyFile();
        };
    }
}
