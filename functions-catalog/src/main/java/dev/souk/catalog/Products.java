package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
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

    /** The product if {@code seller} may act for its store. */
    Optional<Product> find(ProductId id, Seller seller);

    /** What somebody is in the store of the product. */
    Optional<StoreRole> role(ProductId id, UserId user);

    /** What a seller says of a product. */
    record Draft(StoreId store, String title, String description, AskingPrice price, Labels labels) {
        /** The same at an address. */
        public Draft at(Slug slug) {
            return new Draft(
                    store,
                    title,
                    description,
                    price,
                    new Labels(Optional.of(slug), labels.chosenSlug(), labels.category(), labels.tags()));
        }
    }

    /** Adds a draft, whose slug was taken for it; adding one under an id that stands already changes nothing. False when {@code seller} may act for no such store. */
    boolean add(ProductId id, Seller seller, Draft draft, Instant now);

    /** Keeps others from changing the product until the transaction ends; false when its version is no longer the newest, or {@code seller} may not. */
    boolean lock(ProductId id, int version, Seller seller);

    /** Writes title, description, price and labels of {@code product}; false when its version is no longer the newest, or {@code seller} may not. */
    boolean edit(Product product, Seller seller, Instant now);

    /**
     * Publishes the product of a store that the seller may act for, if it has a file to download, or gives one that is still to be published another time; true for the one call
     * that did.
     *
     * @param from when it goes on sale, if not at once
     */
    boolean publish(ProductId id, Seller seller, Optional<Instant> from, Instant now);

    /** Makes the product a draft again, or puts it aside, if the seller may; true for the one call that did. */
    boolean takeOffSale(ProductId id, Seller seller, ProductState state, Instant now);

    /** Those of the stores that {@code seller} may act for, newest first, at most {@code limit}, that are older than {@code before}. */
    List<Product> of(Seller seller, Optional<ProductState> state, Optional<ProductId> before, int limit);

    /** Takes it off the platform's pages, whatever it was; what it was is kept. */
    boolean takeDown(ProductId id, Instant now);

    /** Makes it what it was before that. */
    boolean putBack(ProductId id, Instant now);
}
