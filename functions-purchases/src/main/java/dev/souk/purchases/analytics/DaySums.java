package dev.souk.purchases.analytics;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sums by day and product, and which of them are to be added up anew. */
interface DaySums {
    static DaySums in(Sql sql) {
        return new SqlDaySums(sql);
    }

    /** A day that is to be added up anew. */
    record Mark(UUID id, LocalDate day) {}

    /** Some store with a mark, if there is any. */
    Optional<StoreId> marked();

    /** Locks marks of a store that nobody else has locked, at most {@code most}. */
    List<Mark> take(StoreId store, int most);

    /** Adds a day up anew from what was sold. Nobody else does meanwhile. */
    void addUp(StoreId store, LocalDate day);

    void forget(List<Mark> marks);

    /** Those of the days that have a mark. */
    List<LocalDate> marked(StoreId store, Days days);

    /** All of the days together. */
    Figures total(StoreId store, Days days, Optional<ProductId> product);

    /** Day by day; a day that has nothing is missing. */
    Map<LocalDate, Figures> byDay(StoreId store, Days days, Optional<ProductId> product);

    /** Product by product; one that has nothing is missing. */
    Map<ProductId, Figures> byProduct(StoreId store, Days days, Optional<ProductId> product);

    /** Counts a look at a product's page. */
    void view(StoreId store, LocalDate day, ProductId product, int shard);
}
