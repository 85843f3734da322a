package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.util.List;
import java.util.Optional;

/** The addresses that products have and had in their stores. */
public interface Slugs {
    static Slugs in(Sql sql) {
        return new SqlSlugs(sql);
    }

    /** What taking an address can end in. */
    enum Taken {
        /** It is the product's now, if it was not before. */
        YES,
        /** Another product of the store has it, or once had it. */
        BY_ANOTHER,
        /** The seller may act for no such store. */
        NO_SUCH_STORE
    }

    /** Takes {@code slug} for a product in the store; of several that want one at once it is one's. */
    Taken take(StoreId store, Slug slug, ProductId product, Seller seller);

    /** Takes the first of the addresses that the title can give and that is free; empty when the seller may act for no such store. */
    default Optional<Slug> takeFor(String title, StoreId store, ProductId product, Seller seller) {
        List<Slug> candidates = Slug.candidates(title, product.text());
        for (Slug slug : candidates) {
            switch (take(store, slug, product, seller)) {
                case YES -> {
                    return Optional.of(slug);
                }
                case NO_SUCH_STORE -> {
                    return Optional.empty();
                }
                case BY_ANOTHER -> {}
            }
        }
        throw new IllegalStateException("taken, with the end of the product's own id: " + candidates.getLast());
    }

    /**
     * Whose the address is or was.
     *
     * @param store its slug or its id
     */
    Optional<ProductId> find(String store, Slug slug);
}
