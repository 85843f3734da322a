package dev.souk.catalog.publishing;

import dev.souk.catalog.Listings;
import dev.souk.catalog.Product;
import dev.souk.catalog.ProductFiles;
import dev.souk.catalog.ProductState;
import dev.souk.catalog.Products;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.Optional;

/** Takes products off sale. Who has bought one keeps it, and who has an order for it can pay that. */
public final class TakeOffSale {
    private final Database database;
    private final Clock clock;

    public TakeOffSale(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The product as a draft, whatever it was before; empty when the seller may act for none of that id. */
    public Optional<Product> unpublish(Seller seller, ProductId id) {
        return take(seller, id, ProductState.DRAFT);
    }

    /** The product, put aside. */
    public Optional<Product> archive(Seller seller, ProductId id) {
        return take(seller, id, ProductState.ARCHIVED);
    }

    private Optional<Product> take(Seller seller, ProductId id, ProductState state) {
        return database.transaction(tx -> {
            Products products = Products.in(tx);
            ProductFiles.in(tx).lock(id);
            if (products.takeOffSale(id, seller, state, clock.instant())) {
                Listings.in(tx).refresh(id);
            }
            return products.find(id, seller);
        });
    }
}
