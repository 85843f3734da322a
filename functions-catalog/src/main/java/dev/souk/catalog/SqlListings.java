package dev.souk.catalog;

import dev.souk.catalog.Search.Count;
import dev.souk.catalog.Search.Facets;
import dev.souk.catalog.Search.Filters;
import dev.souk.catalog.Search.Found;
import dev.souk.catalog.Search.Sort;
import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record SqlListings(Sql sql) implements Listings {
    private static final int MOST_NEAR = 8;
    /** Beyond that it does not matter how frequent a word is. */
    private static final int FREQUENT = 100;

    @Override
    public void refresh(ProductId id) {
        int published = sql.update("""
                INSERT INTO listings
                    (product_id, product_version, store_id, category_id, top_category_id, price_currency, price_amount, published_at,
                     on_sale_from, title_words, rating, recent_sales)
                SELECT p.id, p.version, p.store_id, p.category_id, COALESCE(c.parent_id, c.id), p.price_currency,
                       COALESCE((SELECT MIN(v.price_amount) FROM product_variants v WHERE v.product_id = p.id AND v.state = 'active'),
                                p.price_amount),
                       p.published_at, p.on_sale_from, 0, COALESCE(r.average_hundredths, 0), 0
                FROM products p
                LEFT JOIN categories c ON c.id = p.category_id
                LEFT JOIN product_ratings r ON r.product_id = p.id
                WHERE p.id = ? AND p.state = 'published'
                ON DUPLICATE KEY UPDATE product_version = VALUES(product_version), category_id = VALUES(category_id),
                    top_category_id = VALUES(top_category_id), price_currency = VALUES(price_currency),
                    price_amount = VALUES(price_amount), published_at = VALUES(published_at), on_sale_from = VALUES(on_sale_from)""", id);
        sql.update("DELETE FROM listing_tags WHERE product_id = ?", id);
        if (published == 0) {
            sql.update("DELETE FROM listing_terms WHERE product_id = ?", id);
            sql.update("DELETE FROM listings WHERE product_id = ?", id);
            return;
        }
        sql.first(
                        "SELECT title, description, tags FROM products WHERE id = ?",
                        row -> new Texts(row.text("title"), row.text("description"), Tags.split(row.text("tags"))),
                        id)
                .ifPresent(texts -> write(id, texts));
    }

    private record Texts(String title, String description, List<String> tags) {}

    private void write(ProductId id, Texts texts) {
        List<String> head = Terms.of(texts.title() + " " + String.join(" ", texts.tags()));
        List<String> whole =
                Terms.of(texts.title() + " " + String.join(" ", texts.tags()) + "\n" + texts.description());
        sql.update(
                "UPDATE listings SET title_words = ? WHERE product_id = ?",
                Terms.of(texts.title()).size(),
                id);
        sql.update("""
                INSERT INTO listing_terms (product_id, head, whole) VALUES (?, ?, ?)
                ON DUPLICATE KEY UPDATE head = VALUES(head), whole = VALUES(whole)""", id, Terms.indexed(head), Terms.indexed(whole));
        for (String tag : texts.tags()) {
            sql.update("INSERT INTO listing_tags (tag, product_id) VALUES (?, ?)", tag, id);
        }
        // In one order, so that two who write the same words do not wait for each other in a ring.
        for (String word : new TreeSet<>(head)) {
            if (Misspelling.isFor(word)) {
                keep(word);
            }
        }
    }

    private void keep(String word) {
        boolean known = sql.first(
                        "SELECT word FROM search_words WHERE near = ? AND word = ?",
                        row -> row.text("word"),
                        word,
                        word)
                .isPresent();
        if (!known) {
            List<String> near = List.copyOf(new TreeSet<>(Misspelling.near(word)));
            List<@Nullable Object> values = new ArrayList<>();
            near.forEach(each -> Collections.addAll(values, each, word));
            sql.update(
                    "INSERT IGNORE INTO search_words (near, word) VALUES " + marks("(?, ?)", near.size()),
                    values.toArray());
        }
    }

    @Override
    public List<Found> find(Search search, Instant now, Optional<Search.Place> after, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        Key key = Key.of(search.sort());
        if (search.sort() == Sort.RELEVANCE) {
            String exact = Terms.all(search.terms(), false);
            Collections.addAll(values, exact, exact);
        }
        String matching = matching(search, "", now, values);
        String behind = "";
        if (after.isPresent()) {
            String place = after.get().key();
            Object value = search.sort() == Sort.NEWEST ? place : Long.valueOf(place);
            String beyond = key.descending() ? "<" : ">";
            behind = "HAVING sort_value %1$s ? OR (sort_value = ? AND product_id %1$s ?)".formatted(beyond);
            if (search.sort() != Sort.RELEVANCE) {
                behind = " AND (%1$s %2$s ? OR (%1$s = ? AND l.product_id %2$s ?))".formatted(key.expression(), beyond);
            }
            Collections.addAll(values, value, value, after.get().id());
        }
        String direction = key.descending() ? "DESC" : "ASC";
        values.add(limit);
        // The page first, out of narrow rows; only then what is shown of it.
        return sql.query(
                """
                SELECT p.id, s.store_id, s.slug AS store_slug, s.name, p.slug, p.title, p.price_amount, p.price_currency,
                       p.pay_what_you_want, p.suggested_amount, i.image_key, i.image_width, i.image_height, i.image_type,
                       i.alternative_text, p.published_at, r.reviews, r.average_hundredths,
                       page.sort_key, v.price_amount AS lowest_amount, v.pay_what_you_want AS lowest_is_open
                FROM (SELECT l.product_id, %1$s AS sort_value, CAST(%1$s AS CHAR) AS sort_key
                      %2$s
                      %3$s
                      ORDER BY sort_value %4$s, product_id %4$s
                      LIMIT ?) page
                JOIN products p ON p.id = page.product_id
                JOIN store_directory s ON s.store_id = p.store_id
                LEFT JOIN product_ratings r ON r.product_id = p.id
                LEFT JOIN product_variants v ON v.id = (SELECT c.id FROM product_variants c WHERE c.product_id = p.id AND c.state = 'active'
                                                        ORDER BY c.price_amount, c.position, c.id LIMIT 1)
                LEFT JOIN product_files i ON i.id = p.cover_file_id AND i.state = 'ready'
                ORDER BY page.sort_value %4$s, page.product_id %4$s""".formatted(key.expression(), matching, behind, direction),
                row -> new Found(
                        SqlProducts.listing(row),
                        new Search.Place(row.text("sort_key"), new ProductId(row.uuid("id")))),
                values.toArray());
    }

    /** What a search is sorted by. */
    private record Key(String expression, boolean descending) {
        static Key of(Sort sort) {
            return switch (sort) {
                // Of the document alone: a measure such as BM25 changes with everything that is published, and products
                // would change places
                // while somebody turns pages.
                case RELEVANCE ->
                    new Key(
                            "(CASE WHEN MATCH(t.head) AGAINST (? IN BOOLEAN MODE) > 0 THEN 1000 - LEAST(l.title_words, 999) ELSE 0 END)",
                            true);
                case FEATURED -> new Key("f.position", false);
                case NEWEST -> new Key("l.published_at", true);
                case PRICE -> new Key("l.price_amount", false);
                case PRICE_DESC -> new Key("l.price_amount", true);
                case RATING -> new Key("l.rating", true);
                case TRENDING -> new Key("l.recent_sales", true);
            };
        }
    }

    /** {@code FROM … WHERE …} of what is found; its parameters go behind {@code values}. */
    static String matching(Search search, String hint, Instant now, List<@Nullable Object> values) {
        Filters filters = search.filters();
        StringBuilder text = new StringBuilder("FROM listings l").append(hint);
        StringBuilder where = new StringBuilder(
                " WHERE (l.on_sale_from IS NULL OR l.on_sale_from <= ?) AND l.store_id NOT IN (SELECT d.store_id FROM stores_taken_down d)");
        List<@Nullable Object> conditions = new ArrayList<>();
        conditions.add(now);
        if (!search.terms().isEmpty()) {
            text.append(" JOIN listing_terms t ON t.product_id = l.product_id");
            where.append(" AND MATCH(t.whole) AGAINST (? IN BOOLEAN MODE)");
            conditions.add(Terms.all(search.terms(), search.begun()));
        }
        if (filters.tag().isPresent()) {
            text.append(" JOIN listing_tags g ON g.product_id = l.product_id");
            where.append(" AND g.tag = ?");
            conditions.add(filters.tag());
        }
        if (filters.featured()) {
            text.append(" JOIN featured_products f ON f.product_id = l.product_id");
        }
        if (filters.store().isPresent()) {
            where.append(" AND l.store_id = (SELECT d.store_id FROM store_directory d WHERE d.slug = ?)");
            conditions.add(filters.store());
        }
        filters.category().ifPresent(category -> {
            where.append(category.parentId().isPresent() ? " AND l.category_id = ?" : " AND l.top_category_id = ?");
            conditions.add(category.id());
        });
        filters.currency().ifPresent(currency -> {
            where.append(" AND l.price_currency = ?");
            conditions.add(currency.name());
        });
        filters.least().ifPresent(least -> {
            where.append(" AND l.price_amount >= ?");
            conditions.add(least);
        });
        filters.most().ifPresent(most -> {
            where.append(" AND l.price_amount <= ?");
            conditions.add(most);
        });
        filters.rating().ifPresent(rating -> {
            where.append(" AND l.rating >= ?");
            conditions.add(rating);
        });
        values.addAll(conditions);
        return text.append(where).toString();
    }

    @Override
    public Facets facets(Search search, Instant now) {
        return new SqlFacets(sql).of(search, now);
    }

    @Override
    public List<String> near(String word) {
        if (!Misspelling.isFor(word)) {
            return List.of();
        }
        List<String> near = List.copyOf(Misspelling.near(word));
        List<String> words = sql.query(
                "SELECT DISTINCT word FROM search_words WHERE near IN (" + marks("?", near.size()) + ")",
                row -> row.text("word"),
                near.toArray());
        return words.stream()
                .filter(each -> Misspelling.isSlip(word, each))
                .sorted()
                .limit(MOST_NEAR)
                .map(each -> new Count(each, frequency(each)))
                .filter(count -> count.products() > 0)
                .sorted(Comparator.comparingLong(Count::products).reversed())
                .map(Count::of)
                .toList();
    }

    /** On how many listings the word is, as far as it matters: the words of those that are gone stay. */
    private long frequency(String word) {
        return sql.first(
                        "SELECT COUNT(*) AS products FROM (SELECT t.product_id FROM listing_terms t"
                                + " WHERE MATCH(t.head) AGAINST (? IN BOOLEAN MODE) LIMIT " + FREQUENT + ") m",
                        row -> row.number("products"),
                        Terms.all(List.of(word), false))
                .orElse(0L);
    }

    @Override
    public List<ProductId> stale(Instant since, int limit) {
        List<ProductId> stale = new ArrayList<>(sql.query(
                "SELECT product_id FROM listings WHERE product_version = 0 LIMIT ?",
                row -> new ProductId(row.uuid("product_id")),
                limit));
        stale.addAll(sql.query("""
                SELECT p.id
                FROM products p LEFT JOIN listings l ON l.product_id = p.id
                WHERE p.updated_at > ? AND COALESCE(l.product_version, 0) <> CASE WHEN p.state = 'published' THEN p.version ELSE 0 END
                LIMIT ?""", row -> new ProductId(row.uuid("id")), since, limit));
        return stale;
    }

    @Override
    public Map<ProductId, Integer> soldSince(Instant since) {
        record Sold(ProductId id, int times) {}
        return sql
                .query(
                        "SELECT product_id, COUNT(*) AS sales FROM recent_sales WHERE sold_at > ? GROUP BY product_id",
                        row -> new Sold(new ProductId(row.uuid("product_id")), row.integer("sales")),
                        since)
                .stream()
                .collect(Collectors.toMap(Sold::id, Sold::times));
    }

    @Override
    public int rollUp(Map<ProductId, Integer> sales) {
        record Counted(ProductId id, int sales) {}
        List<Counted> before = sql.query(
                "SELECT product_id, recent_sales FROM listings WHERE recent_sales > 0",
                row -> new Counted(new ProductId(row.uuid("product_id")), row.integer("recent_sales")));
        Map<ProductId, Integer> changed = new HashMap<>(sales);
        for (Counted each : before) {
            if (sales.getOrDefault(each.id(), 0) == each.sales()) {
                changed.remove(each.id());
            } else {
                changed.putIfAbsent(each.id(), 0);
            }
        }
        int rows = 0;
        for (Map.Entry<ProductId, Integer> each : changed.entrySet()) {
            rows += sql.update(
                    "UPDATE listings SET recent_sales = ? WHERE product_id = ?", each.getValue(), each.getKey());
        }
        return rows;
    }

    private static String marks(String mark, int times) {
        return String.join(", ", Collections.nCopies(times, mark));
    }
}
