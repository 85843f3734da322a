package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is on sale, as it is searched. The one place that knows what can be found. */
public interface Listings {
    static Listings in(Sql sql) {
        return new SqlListings(sql);
    }

    /** Brings what is found of the product to what it is now, in a transaction that keeps others from changing it. */
    void refresh(ProductId id);

    /**
     * What is on sale by {@code now}, sorted as wanted: at most {@code limit} behind {@code after}. What is published meanwhile neither repeats nor
     * hides what was there before.
     */
    List<Search.Found> find(Search search, Instant now, Optional<Search.Place> after, int limit);

    Search.Facets facets(Search search, Instant now);

    /** The words of titles and tags that are a slip of the keys away from {@code word} and that something on sale has, the most frequent first. */
    List<String> near(String word);

    /** Those that were changed since {@code time}, or before there was search, and are not found as they are now. */
    List<ProductId> stale(Instant since, int limit);

    /** How often each product was sold after {@code since}, without what was taken back. */
    Map<ProductId, Integer> soldSince(Instant since);

    /** Writes the sales that trends are sorted by; how many products have others than before. */
    int rollUp(Map<ProductId, Integer> sales);
}
