package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All variants. Whoever changes one holds the lock of its product ({@link ProductFiles#lock}), so that what is counted holds. */
public interface Variants {
    /** So many of a product can be active. */
    int MOST_ACTIVE = 20;

    /** So many can a product have, retired ones too: those are never deleted. */
    int MOST = 100;

    static Variants in(Sql sql) {
        return new SqlVariants(sql);
    }

    /** Those of each product, in the seller's order, retired ones too. */
    Map<ProductId, List<Variant>> of(List<ProductId> products);

    /** Those of one product. */
    default List<Variant> of(ProductId product) {
        return of(List.of(product)).getOrDefault(product, List.of());
    }

    Optional<Variant> find(ProductId product, VariantId id);

    void add(Variant variant);

    /**
     * Writes all of {@code after}. A file that it no longer gives is noted as given until {@code now}: who ordered before keeps it.
     *
     * @param before as it is written
     * @param files all that the product has
     */
    void change(Variant before, Variant after, List<ProductFile> files, Instant now);

    /** Says that the product looks otherwise now: its version goes up, and it is found at its lowest price. */
    void touch(ProductId product, Instant now);
}
