package dev.souk.catalog;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record SqlProducts(Sql sql) implements Products {
    /** Selects of {@code products} those active variants whose buyers could download nothing. */
    static final String EMPTY_VARIANT = """
            SELECT 1 FROM product_variants v
            WHERE v.product_id = products.id AND v.state = 'active'
              AND NOT EXISTS (SELECT 1 FROM product_files f
                              WHERE f.product_id = v.product_id AND f.purpose = 'download' AND f.state = 'ready' AND f.withdrawn_at IS NULL
                                AND (v.all_files OR EXISTS (SELECT 1 FROM variant_files l
                                                            WHERE l.variant_id = v.id AND l.removed_at IS NULL
                                                              AND l.line_id = COALESCE(f.line_id, f.id))))
            """;

    private static final String SELECT = """
            SELECT p.id, p.owner_id, s.store_id, s.slug AS store_slug, s.name, p.title, p.description, p.price_amount, p.price_currency, p.slug, p.slug_chosen,
                   p.category_id, p.tags, p.pay_what_you_want, p.suggested_amount, p.state, p.cover_file_id, p.version, p.created_at, p.updated_at,
                   p.published_at, p.on_sale_from, r.reviews, r.average_hundredths,
                   p.store_id NOT IN (SELECT d.store_id FROM stores_taken_down d) AS in_open_store
            FROM products p JOIN store_directory s ON s.store_id = p.store_id
            LEFT JOIN product_ratings r ON r.product_id = p.id
            """;

    @Override
    public Optional<Product> find(ProductId id) {
        return sql.first(SELECT + "WHERE p.id = ?", SqlProducts::product, id);
    }

    @Override
    public Optional<Product> find(ProductId id, Seller seller) {
        return sql.first(
                SELECT + "WHERE p.id = ? AND p.store_id " + Seller.MAY,
                SqlProducts::product,
                id,
                seller.id(),
                seller.anyOf());
    }

    @Override
    public Optional<StoreRole> role(ProductId id, UserId user) {
        return sql.first("""
                SELECT m.role
                FROM products p JOIN store_members m ON m.store_id = p.store_id
                WHERE p.id = ? AND m.user_id = ?""", Members::role, id, user);
    }

    @Override
    public boolean add(ProductId id, Seller seller, Draft draft, Instant now) {
        try {
            return sql.update(
                            """
                            INSERT INTO products
                                (id, store_id, owner_id, title, description, price_amount, price_currency, pay_what_you_want,
                                 suggested_amount, slug, slug_chosen, category_id, tags, state, version, created_at, updated_at)
                            SELECT ?, store_id, owner_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', 1, ?, ?
                            FROM store_directory WHERE store_id = ? AND store_id\s""" + Seller.MAY,
                            id,
                            draft.title(),
                            draft.description(),
                            draft.price().amount().amount(),
                            draft.price().amount().currency().name(),
                            isOpen(draft.price()),
                            draft.price().suggested().map(Money::amount),
                            draft.labels().slug().map(Slug::text),
                            draft.labels().chosenSlug(),
                            draft.labels().category(),
                            Tags.join(draft.labels().tags()),
                            now,
                            now,
                            draft.store(),
                            seller.id(),
                            seller.anyOf())
                    == 1;
        } catch (DuplicateKey _) {
            return true;
        }
    }

    @Override
    public boolean lock(ProductId id, int version, Seller seller) {
        return sql.first(
                        "SELECT id FROM products WHERE id = ? AND version = ? AND store_id " + Seller.MAY
                                + " FOR UPDATE",
                        row -> row.uuid("id"),
                        id,
                        version,
                        seller.id(),
                        seller.anyOf())
                .isPresent();
    }

    @Override
    public boolean edit(Product product, Seller seller, Instant now) {
        return sql.update(
                        """
                        UPDATE products
                        SET title = ?, description = ?, price_amount = ?, price_currency = ?, pay_what_you_want = ?,
                            suggested_amount = ?, slug = ?, slug_chosen = ?, category_id = ?, tags = ?, updated_at = ?,
                            version = version + 1
                        WHERE id = ? AND version = ? AND store_id\s""" + Seller.MAY,
                        product.title(),
                        product.description(),
                        product.price().amount().amount(),
                        product.price().amount().currency().name(),
                        isOpen(product.price()),
                        product.price().suggested().map(Money::amount),
                        product.labels().slug().map(Slug::text),
                        product.labels().chosenSlug(),
                        product.labels().category(),
                        Tags.join(product.labels().tags()),
                        now,
                        product.id(),
                        product.version(),
                        seller.id(),
                        seller.anyOf())
                == 1;
    }

    @Override
    public boolean publish(ProductId id, Seller seller, Optional<Instant> from, Instant now) {
        return sql.update(
                        """
                        UPDATE products
                        SET state = 'published', published_at = ?, on_sale_from = ?, updated_at = ?, version = version + 1
                        WHERE id = ?
                          AND (state = 'draft'
                               OR (state = 'published' AND on_sale_from > ? AND (? IS NULL OR on_sale_from <> ?)))
                          AND (EXISTS (SELECT 1 FROM product_files f
                                      WHERE f.product_id = products.id AND f.purpose = 'download' AND f.state = 'ready' AND f.withdrawn_at IS NULL)
                               OR EXISTS (SELECT 1 FROM bundle_parts b WHERE b.bundle_id = products.id))
                          AND NOT EXISTS (""" + EMPTY_VARIANT + ") AND store_id " + Seller.MAY,
                        from.orElse(now),
                        from,
                        now,
                        id,
                        now,
                        from,
                        from,
                        seller.id(),
                        seller.anyOf())
                == 1;
    }

    @Override
    public boolean takeOffSale(ProductId id, Seller seller, ProductState state, Instant now) {
        return sql.update("""
                        UPDATE products
                        SET state = ?, published_at = NULL, on_sale_from = NULL, updated_at = ?, version = version + 1
                        WHERE id = ? AND state NOT IN (?, 'taken_down') AND store_id\s""" + Seller.MAY, state.text(), now, id, state.text(), seller.id(), seller.anyOf()) == 1;
    }

    @Override
    public boolean takeDown(ProductId id, Instant now) {
        return sql.update("""
                        UPDATE products SET state_before = state, state = 'taken_down', updated_at = ?, version = version + 1
                        WHERE id = ? AND state <> 'taken_down'""", now, id) == 1;
    }

    @Override
    public boolean putBack(ProductId id, Instant now) {
        // Its store may have come to sell in another currency meanwhile: then its price is one that nobody has set.
        sql.update("""
                UPDATE products SET state_before = 'draft', published_at = NULL, on_sale_from = NULL
                WHERE id = ? AND state = 'taken_down' AND state_before = 'published'
                  AND price_currency <> (SELECT s.currency FROM store_directory s WHERE s.store_id = products.store_id)""", id);
        return sql.update("""
                        UPDATE products SET state = state_before, state_before = NULL, updated_at = ?, version = version + 1
                        WHERE id = ? AND state = 'taken_down'""", now, id) == 1;
    }

    @Override
    public List<Product> of(Seller seller, Optional<ProductState> state, Optional<ProductId> before, int limit) {
        Optional<String> stateText = state.map(ProductState::text);
        // The ids first, out of an index: of what is not on the page no row is read, long descriptions and all.
        return sql.query(
                SELECT + """
                        JOIN (SELECT id FROM products
                              WHERE (? IS NULL OR state = ?) AND (? IS NULL OR id < ?) AND store_id\s""" + Seller.MAY + """

                              ORDER BY id DESC
                              LIMIT ?) page ON page.id = p.id
                        ORDER BY p.id DESC""",
                SqlProducts::product,
                stateText,
                stateText,
                before,
                before,
                seller.id(),
                seller.anyOf(),
                limit);
    }

    private static Product product(Row row) throws SQLException {
        return new Product(
                new ProductId(row.uuid("id")),
                new UserId(row.uuid("owner_id")),
                store(row),
                row.text("title"),
                row.text("description"),
                price(row),
                ProductState.parse(row.text("state")).orElseThrow(),
                new Labels(
                        row.findText("slug").map(Slug::new),
                        row.flag("slug_chosen"),
                        row.findText("category_id"),
                        Tags.split(row.text("tags"))),
                row.findUuid("cover_file_id").map(FileId::new),
                row.integer("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.findInstant("published_at"),
                row.findInstant("on_sale_from"),
                rating(row),
                row.flag("in_open_store"));
    }

    static Listing listing(Row row) throws SQLException {
        return new Listing(
                new ProductId(row.uuid("id")),
                store(row),
                row.findText("slug").map(Slug::new),
                row.text("title"),
                row.findNumber("lowest_amount").isPresent() ? lowest(row) : price(row),
                row.findNumber("lowest_amount").isPresent(),
                SqlProductFiles.picture(row),
                row.findText("alternative_text"),
                rating(row),
                row.instant("published_at"));
    }

    private static Optional<Rating> rating(Row row) throws SQLException {
        Optional<Integer> average = row.findInteger("average_hundredths");
        return average.isPresent() ? Optional.of(new Rating(average.get(), row.integer("reviews"))) : Optional.empty();
    }

    static StoreName store(Row row) throws SQLException {
        return new StoreName(new StoreId(row.uuid("store_id")), row.text("store_slug"), row.text("name"));
    }

    private static boolean isOpen(AskingPrice price) {
        return price.kind() == AskingPrice.Kind.PAY_WHAT_YOU_WANT;
    }

    private static AskingPrice lowest(Row row) throws SQLException {
        return new AskingPrice(
                new Money(row.number("lowest_amount"), Currency.valueOf(row.text("price_currency"))),
                row.flag("lowest_is_open") ? AskingPrice.Kind.PAY_WHAT_YOU_WANT : AskingPrice.Kind.FIXED,
                Optional.empty());
    }

    private static AskingPrice price(Row row) throws SQLException {
        Currency currency = Currency.valueOf(row.text("price_currency"));
        return new AskingPrice(
                new Money(row.number("price_amount"), currency),
                row.flag("pay_what_you_want") ? AskingPrice.Kind.PAY_WHAT_YOU_WANT : AskingPrice.Kind.FIXED,
                row.findNumber("suggested_amount").map(amount -> new Money(amount, currency)));
    }
}
