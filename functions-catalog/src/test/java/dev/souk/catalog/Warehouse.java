package dev.souk.catalog;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Many products at once, the same for the same seed: titles of two to five words and descriptions of about 60, of which few are frequent and many
 * are rare, as in what people write. A template is one of every eight; one of a hundred is a "lantern".
 */
final class Warehouse {
    private static final int BATCH = 500;
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "wi", "xe", "yo",
        "za", "bri", "cla", "dro", "fli", "gra"
    };
    private static final int WORDS = 12_000;
    private static final int TAGS = 400;

    private final Database database;
    private final Random random = new Random(2026);
    private final List<String> words = words();
    private final List<String> categories;
    private final List<StoreId> stores = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    private int made;

    Warehouse(Database database) {
        this.database = database;
        this.categories = Categories.in(database).all().stream()
                .filter(category -> category.parentId().isPresent())
                .map(Categories.Category::id)
                .toList();
    }

    /** The ids of all products, as text. */
    List<String> ids() {
        return ids;
    }

    /** Fills it up to so many products. */
    void fill(int products) {
        while (made < products) {
            int batch = Math.min(BATCH, products - made);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                rows.add(row(made++));
            }
            database.transaction(tx -> {
                write(tx, rows);
                return rows;
            });
        }
        for (String table : List.of(
                "products", "listings", "listing_tags", "listing_terms", "search_words", "product_files", "stores")) {
            var _ = database.query("ANALYZE TABLE " + table, _ -> table);
        }
    }

    private record Row(
            ProductId id,
            StoreId store,
            String title,
            String description,
            long price,
            String category,
            List<String> tags,
            Instant at,
            int rating,
            int sales) {}

    private Row row(int number) {
        if (number % 200 == 0) {
            stores.add(store(number / 200));
        }
        StringBuilder title = new StringBuilder(number % 100 == 0 ? "Lantern" : frequent(words));
        for (int i = random.nextInt(4); i >= 0; i--) {
            title.append(' ').append(frequent(words));
        }
        if (number % 8 == 0) {
            title.append(" template");
        }
        StringBuilder description = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            description.append(frequent(words)).append(' ');
        }
        Set<String> tags = new LinkedHashSet<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            tags.add("tag" + frequent(TAGS));
        }
        ProductId id = new ProductId(new UUID(
                ((begin.toEpochMilli() + number * 1_000L) << 16) | 0x7000L,
                random.nextLong() >>> 2 | 0x8000000000000000L));
        ids.add(id.text());
        return new Row(
                id,
                stores.get(random.nextInt(stores.size())),
                title.toString(),
                description.toString(),
                random.nextInt(5) == 0 ? 0 : 100 * (1 + random.nextInt(150)),
                categories.get(frequent(categories.size())),
                List.copyOf(tags),
                begin.plus(number, ChronoUnit.SECONDS),
                random.nextInt(3) == 0 ? 100 + random.nextInt(401) : 0,
                random.nextInt(20) == 0 ? 1 + random.nextInt(500) : 0);
    }

    private StoreId store(int number) {
        StoreId id = new StoreId(new UUID(0x7000L, 0x8000000000000000L | number));
        database.update("""
                INSERT INTO stores (id, owner_id, slug, name, description, contact_email, currency, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, '', 'seller@example.com', 'USD', 1, ?, ?)""", id, id, "store-" + number, "Store " + number, begin, begin);
        return id;
    }

    private void write(Sql sql, List<Row> rows) {
        insert(
                sql,
                "products (id, store_id, owner_id, title, description, price_amount, price_currency, state, version, created_at, updated_at, published_at, slug, category_id, tags)",
                rows,
                row -> new Object[] {
                    row.id,
                    row.store,
                    row.store,
                    row.title,
                    row.description,
                    row.price,
                    "USD",
                    "published",
                    1,
                    row.at,
                    row.at,
                    row.at,
                    row.id.text().replace('_', '-'),
                    row.category,
                    Tags.join(row.tags)
                });
        insert(
                sql,
                "product_files (id, product_id, purpose, name, content_type, size, sha256, object_key, state, created_at)",
                rows,
                row -> new Object[] {
                    row.id, row.id, "download", "file.zip", "application/zip", 1000L, new byte[32], "k", "ready", row.at
                });
        insert(
                sql,
                "listings (product_id, product_version, store_id, category_id, top_category_id, price_currency, price_amount, published_at, title_words, rating, recent_sales)",
                rows,
                row -> new Object[] {
                    row.id,
                    1,
                    row.store,
                    row.category,
                    row.category.substring(0, row.category.indexOf('-')),
                    "USD",
                    row.price,
                    row.at,
                    Terms.of(row.title).size(),
                    row.rating,
                    row.sales
                });
        insert(sql, "listing_terms (product_id, head, whole)", rows, row -> {
            String head = row.title + " " + String.join(" ", row.tags);
            return new Object[] {
                row.id, Terms.indexed(Terms.of(head)), Terms.indexed(Terms.of(head + "\n" + row.description))
            };
        });
        List<Object[]> tags = new ArrayList<>();
        List<Object[]> near = new ArrayList<>();
        for (Row row : rows) {
            row.tags.forEach(tag -> tags.add(new Object[] {tag, row.id}));
            for (String word : Terms.of(row.title)) {
                if (Misspelling.isFor(word) && known.add(word)) {
                    Misspelling.near(word).forEach(each -> near.add(new Object[] {each, word}));
                }
            }
        }
        insert(sql, "listing_tags (tag, product_id)", tags, each -> each);
        insert(sql, "search_words (near, word)", near, each -> each);
    }

    private interface Values<T> {
        Object[] of(T row);
    }

    private static <T> void insert(Sql sql, String into, List<T> rows, Values<T> values) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Object> all = new ArrayList<>();
            List<T> some = rows.subList(from, Math.min(rows.size(), from + BATCH));
            int columns = 0;
            for (T row : some) {
                Object[] each = values.of(row);
                columns = each.length;
                Collections.addAll(all, each);
            }
            String marks = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
            sql.update(
                    "INSERT INTO " + into + " VALUES " + String.join(", ", Collections.nCopies(some.size(), marks)),
                    all.toArray());
        }
    }

    /** Small numbers often, large ones seldom. */
    private int frequent(int below) {
        double share = random.nextDouble();
        return (int) (below * share * share * share);
    }

    private String frequent(List<String> all) {
        return all.get(frequent(all.size()));
    }

    private List<String> words() {
        Set<String> made = new LinkedHashSet<>();
        Random own = new Random(7);
        while (made.size() < WORDS) {
            StringBuilder word = new StringBuilder();
            for (int i = 1 + own.nextInt(3); i >= 0; i--) {
                word.append(SYLLABLES[own.nextInt(SYLLABLES.length)]);
            }
            made.add(word.toString());
        }
        return List.copyOf(made);
    }
}
