package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.List;

/** What the platform shows first, in its order. */
public interface FeaturedProducts {
    static FeaturedProducts in(Sql sql) {
        return new SqlFeaturedProducts(sql);
    }

    /** All of them, in their order. */
    List<FeaturedProduct> all(Instant now);

    /** Their ids in their order, and nobody else moves them until the transaction ends. */
    List<ProductId> lock();

    /**
     * Gives each the place that it has in {@code after}. What was not among them is now, since {@code now}.
     *
     * @param before as {@link #lock} found them: what stays where it was is not written
     */
    void arrange(List<ProductId> before, List<ProductId> after, Instant now);

    void remove(ProductId product);
}
