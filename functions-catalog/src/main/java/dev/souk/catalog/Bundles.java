package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What bundles give. A product is a bundle if it gives something. */
public interface Bundles {
    /** So much can a bundle give. */
    int MOST = 20;

    static Bundles in(Sql sql) {
        return new SqlBundles(sql);
    }

    /** What each of {@code products} gives that is a bundle, in its seller's order. */
    Map<ProductId, List<Part>> of(List<ProductId> products, Instant now);

    default boolean isBundle(ProductId product) {
        return isAny(List.of(product));
    }

    /** Whether any of them is a bundle. */
    boolean isAny(Collection<ProductId> products);

    /** Whether a bundle gives this product. */
    boolean isPart(ProductId product);

    /** Locks all of these products until the transaction ends, in the order in which everybody does who locks several. */
    void lock(Collection<ProductId> products);

    /** Has the bundle give these instead of what it gave. Nothing makes a product of it like any other. */
    void replace(ProductId bundle, List<Part.Wish> parts);
}
