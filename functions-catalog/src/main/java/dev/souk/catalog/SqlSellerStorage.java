package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;

/**
 * {@link SellerStorage} in the table {@code product_files}: added up each time, so that no count can go wrong. The row of
 * {@code seller_storage} is there to be locked.
 */
record SqlSellerStorage(Sql sql) implements SellerStorage {
    @Override
    public UserId lock(ProductId product) {
        UserId owner = sql.first(
                        "SELECT owner_id FROM products WHERE id = ?", row -> new UserId(row.uuid("owner_id")), product)
                .orElseThrow();
        // Not INSERT IGNORE: that only shares the row's lock, and two who share it never get it whole.
        sql.update(
                "INSERT INTO seller_storage (owner_id) VALUES (?) ON DUPLICATE KEY UPDATE owner_id = VALUES(owner_id)",
                owner);
        return owner;
    }

    @Override
    public long used(UserId seller) {
        return sql.first("""
                        SELECT COALESCE(SUM(f.size), 0) AS used
                        FROM products p JOIN product_files f ON f.product_id = p.id
                        WHERE p.owner_id = ? AND f.state IN ('awaiting_upload', 'scanning', 'processing', 'ready')""", row -> row.number("used"), seller).orElse(0L);
    }
}
