package dev.souk.catalog;

import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody looks for among all that is on sale.
 *
 * @param terms of {@link Terms}: what is found has all of them; empty for everything
 * @param begun the last term may be the beginning of a word
 */
public record Search(List<String> terms, boolean begun, Filters filters, Sort sort) {
    public Search {
        terms = List.copyOf(terms);
    }

    /** The same for other words. */
    public Search with(List<String> others) {
        return new Search(others, begun, filters, sort);
    }

    /**
     * @param store its slug
     * @param category with those below it
     * @param currency of the price; there when {@code least} or {@code most} is, and when it is sorted by price
     * @param least price, in the currency's smallest unit
     * @param rating least average, in hundredths of a star
     * @param featured only what the platform shows first
     */
    public record Filters(
            Optional<String> store,
            Optional<Categories.Category> category,
            Optional<String> tag,
            Optional<Currency> currency,
            Optional<Long> least,
            Optional<Long> most,
            Optional<Integer> rating,
            boolean featured) {}

    /** The orders in which products are shown. None has two products in one place. */
    public enum Sort {
        /** All words in title and tags before others; of these the shorter title; then the product that is newer. */
        RELEVANCE,
        /** As the platform has put them; only of what it shows first. */
        FEATURED,
        NEWEST,
        PRICE,
        PRICE_DESC,
        /** The best first; without reviews last. */
        RATING,
        /** What was sold most in the last 30 days. */
        TRENDING
    }

    /** Behind which product to go on, and what it was sorted by. */
    public record Place(String key, ProductId id) {}

    /** A product and its place. */
    public record Found(Listing listing, Place place) {}

    /** @param from in the smallest unit; {@code below} is empty for the last band */
    public record PriceBand(Currency currency, long from, Optional<Long> below, long products) {}

    /** How many products there are of a category or with a tag. */
    public record Count(String of, long products) {}

    /**
     * How what was found falls apart.
     *
     * @param counted of how many products; not all, if not {@code complete}
     */
    public record Facets(
            List<Count> categories, List<Count> tags, List<PriceBand> prices, long counted, boolean complete) {
        public Facets {
            categories = List.copyOf(categories);
            tags = List.copyOf(tags);
            prices = List.copyOf(prices);
        }
    }
}
