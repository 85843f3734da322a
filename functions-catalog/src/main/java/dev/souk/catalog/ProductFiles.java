package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All files of products. */
public interface ProductFiles {
    static ProductFiles in(Sql sql) {
        return new SqlProductFiles(sql);
    }

    Optional<ProductFile> find(FileId id);

    /** The file {@code id} of the product if {@code owner} owns that. */
    Optional<ProductFile> find(UserId owner, ProductId product, FileId id);

    /** The files of each of the products, in the order they were announced. */
    Map<ProductId, List<ProductFile>> of(List<ProductId> products);

    /** Keeps others from adding files to the product until the transaction ends. False when it is not {@code owner}'s. */
    boolean lock(ProductId product, UserId owner);

    int count(ProductId product);

    void add(ProductFile file);

    /** True for the one call that finds the file waiting. A cover takes the place of the product's old one. */
    boolean markReady(ProductFile file, Instant now);

    /** True for the one call that finds the file waiting. */
    boolean reject(FileId id, Set<Mismatch> mismatch);
}
