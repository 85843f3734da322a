package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All products. */
public interface Products {
    static Products in(Sql sql) {
        return new SqlProducts(sql);
    }

    Optional<Product> find(ProductId id);

    /** What a seller says of a product. */
    record Draft(StoreId store, String title, String description, AskingPrice price) {}

    /** Adds a draft; adding one under an id that stands already changes nothing. False when {@code owner} has no such store. */
    boolean add(ProductId id, UserId owner, Draft draft, Instant now);

    /** Writes title, description and price of {@code product}; false when its version is no longer the newest. */
    boolean edit(Product product, Instant now);

    /**
     * Publishes the owner's product if it has a file to download, or gives one that is still to be published another time; true for the one call
     * that did.
     *
     * @param from when it goes on sale, if not at once
     */
    boolean publish(ProductId id, UserId owner, Optional<Instant> from, Instant now);

    /** Makes the owner's product a draft again, or puts it aside; true for the one call that did. */
    boolean takeOffSale(ProductId id, UserId owner, ProductState state, Instant now);

    /**
     * What is for sale by {@code now}, newest first: at most {@code limit} behind {@code after}. What is published while somebody pages through comes
     * before all they have seen, so that nothing is shown twice or passed over.
     */
    List<Listing> forSale(Optional<String> storeSlug, Instant now, Optional<Listing.Place> after, int limit);

    /** Those of {@code owner}, newest first, at most {@code limit}, that are older than {@code before}. */
    List<Product> of(UserId owner, Optional<ProductState> state, Optional<ProductId> before, int limit);
}
