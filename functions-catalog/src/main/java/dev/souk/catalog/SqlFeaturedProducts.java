package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

record SqlFeaturedProducts(Sql sql) implements FeaturedProducts {
    @Override
    public List<FeaturedProduct> all(Instant now) {
        return sql.query("""
                SELECT f.product_id, s.store_id, s.slug AS store_slug, s.name, p.title, f.since,
                       EXISTS (SELECT 1 FROM listings l
                               WHERE l.product_id = f.product_id AND (l.on_sale_from IS NULL OR l.on_sale_from <= ?)
                                 AND l.store_id NOT IN (SELECT d.store_id FROM stores_taken_down d)) AS for_sale
                FROM featured_products f
                JOIN products p ON p.id = f.product_id
                JOIN store_directory s ON s.store_id = p.store_id
                ORDER BY f.position, f.product_id""", SqlFeaturedProducts::product, now);
    }

    @Override
    public List<ProductId> lock() {
        return sql.query(
                "SELECT product_id FROM featured_products ORDER BY position, product_id FOR UPDATE",
                row -> new ProductId(row.uuid("product_id")));
    }

    @Override
    public void arrange(List<ProductId> before, List<ProductId> after, Instant now) {
        for (int i = 0; i < after.size(); i++) {
            if (i >= before.size() || !after.get(i).equals(before.get(i))) {
                sql.update("""
                        INSERT INTO featured_products (product_id, since, position) VALUES (?, ?, ?)
                        ON DUPLICATE KEY UPDATE position = VALUES(position)""", after.get(i), now, i + 1);
            }
        }
    }

    @Override
    public void remove(ProductId product) {
        sql.update("DELETE FROM featured_products WHERE product_id = ?", product);
    }

    private static FeaturedProduct product(Row row) throws SQLException {
        return new FeaturedProduct(
                new ProductId(row.uuid("product_id")),
                SqlProducts.store(row),
                row.text("title"),
                row.flag("for_sale"),
                row.instant("since"));
    }
}
