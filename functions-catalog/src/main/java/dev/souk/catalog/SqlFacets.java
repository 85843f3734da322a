package dev.souk.catalog;

import dev.souk.catalog.Search.Count;
import dev.souk.catalog.Search.Facets;
import dev.souk.catalog.Search.Filters;
import dev.souk.catalog.Search.PriceBand;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How what a search finds falls apart by category, tag and price. */
record SqlFacets(Sql sql) {
    /** What is counted at most: counting takes time for each. */
    private static final int MOST_COUNTED = 10_000;

    private static final int MOST_TAGS = 20;
    private static final long[] BANDS = {0, 1, 1_000, 2_500, 5_000, 10_000};

    Facets of(Search search, Instant now) {
        List<@Nullable Object> values = new ArrayList<>();
        Way way = Way.of(search);
        String matching = SqlListings.matching(search, way.hint(), now, values);
        // All in one go, since what takes time is to find what is counted: each product once for its category and
        // price, and once for each tag.
        List<Cell> cells = sql.query(
                """
                SELECT places.tag, places.category, places.currency, places.band, places.products
                FROM (SELECT counts.*, ROW_NUMBER() OVER (PARTITION BY counts.of_tags ORDER BY counts.products DESC, counts.tag) AS place
                      FROM (SELECT facts.of_tags, facts.tag, facts.category, facts.currency, facts.band, COUNT(*) AS products
                            FROM (SELECT kinds.of_tags, COALESCE(g.tag, '') AS tag,
                                         CASE kinds.of_tags WHEN 0 THEN COALESCE(m.category_id, '') ELSE '' END AS category,
                                         CASE kinds.of_tags WHEN 0 THEN m.price_currency ELSE '' END AS currency,
                                         CASE kinds.of_tags WHEN 0 THEN %1$s ELSE 0 END AS band
                                  FROM (SELECT l.product_id, l.category_id, l.price_currency, l.price_amount %2$s %3$s LIMIT %4$d) m
                                  CROSS JOIN (SELECT 0 AS of_tags UNION ALL SELECT 1) kinds
                                  LEFT JOIN listing_tags g ON g.product_id = m.product_id AND kinds.of_tags = 1
                                  WHERE kinds.of_tags = 0 OR g.tag IS NOT NULL) facts
                            GROUP BY facts.of_tags, facts.tag, facts.category, facts.currency, facts.band) counts) places
                WHERE places.of_tags = 0 OR places.place <= %5$d
                ORDER BY places.of_tags, places.place""".formatted(band(), matching, way.order(), MOST_COUNTED, MOST_TAGS),
                SqlFacets::cell,
                values.toArray());
        Map<String, Long> categories = new TreeMap<>();
        Map<Currency, Map<Integer, Long>> prices = new TreeMap<>(Comparator.comparing(Currency::name));
        List<Count> tags = new ArrayList<>();
        long all = 0;
        for (Cell cell : cells) {
            if (!cell.tag().isEmpty()) {
                tags.add(new Count(cell.tag(), cell.products()));
                continue;
            }
            if (!cell.category().isEmpty()) {
                categories.merge(cell.category(), cell.products(), Long::sum);
            }
            prices.computeIfAbsent(Currency.valueOf(cell.currency()), _ -> new TreeMap<>())
                    .merge(cell.band(), cell.products(), Long::sum);
            all += cell.products();
        }
        return new Facets(
                categories.entrySet().stream()
                        .map(each -> new Count(each.getKey(), each.getValue()))
                        .toList(),
                tags,
                prices.entrySet().stream()
                        .flatMap(each -> each.getValue().entrySet().stream()
                                .map(band -> priceBand(each.getKey(), band.getKey(), band.getValue())))
                        .toList(),
                all,
                all < MOST_COUNTED);
    }

    /**
     * The index that has what is wanted together, in its order: named, since a database that expects to read most of a table reads all of it. Empty
     * where words or a tag are, whose own is followed.
     */
    private record Way(String hint, String order) {
        private static Way along(String index, String order) {
            return new Way(" FORCE INDEX (" + index + ")", "ORDER BY " + order);
        }

        static Way of(Search search) {
            Filters filters = search.filters();
            if (!search.terms().isEmpty() || filters.tag().isPresent() || filters.featured()) {
                return new Way("", "");
            }
            if (filters.store().isPresent()) {
                return along("listings_of_store", "l.published_at DESC");
            }
            if (filters.category().isPresent()) {
                boolean below = filters.category().get().parentId().isPresent();
                return along(below ? "listings_in_category" : "listings_in_top_category", "l.published_at DESC");
            }
            if (filters.currency().isPresent()) {
                return along("listings_by_price", "l.price_amount");
            }
            return filters.rating().isPresent()
                    ? along("listings_by_rating", "l.rating DESC")
                    : along("listings_newest", "l.published_at DESC");
        }
    }

    /** The number of the band that a price is in. */
    private static String band() {
        StringBuilder text = new StringBuilder("CASE");
        for (int band = 1; band < BANDS.length; band++) {
            text.append(" WHEN m.price_amount < ")
                    .append(BANDS[band])
                    .append(" THEN ")
                    .append(band - 1);
        }
        return text.append(" ELSE ").append(BANDS.length - 1).append(" END").toString();
    }

    private static PriceBand priceBand(Currency currency, int band, long products) {
        return new PriceBand(
                currency,
                BANDS[band],
                band + 1 < BANDS.length ? Optional.of(BANDS[band + 1]) : Optional.empty(),
                products);
    }

    /** How much there is of a tag or, where that is empty, of one category, currency and band. */
    private record Cell(String tag, String category, String currency, int band, long products) {}

    private static Cell cell(Row row) throws SQLException {
        return new Cell(
                row.text("tag"),
                row.text("category"),
                row.text("currency"),
                row.integer("band"),
                row.number("products"));
    }
}
