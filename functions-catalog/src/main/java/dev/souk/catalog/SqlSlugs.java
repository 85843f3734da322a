package dev.souk.catalog;

import dev.souk.lambda.db.DuplicateKey;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.util.Optional;

record SqlSlugs(Sql sql) implements Slugs {
    @Override
    public Taken take(StoreId store, Slug slug, ProductId product, Seller seller) {
        try {
            int added = sql.update("""
                    INSERT INTO product_slugs (store_id, slug, product_id)
                    SELECT store_id, ?, ? FROM store_directory WHERE store_id = ? AND store_id\s""" + Seller.MAY, slug.text(), product, store, seller.id(), seller.anyOf());
            return added == 1 ? Taken.YES : Taken.NO_SUCH_STORE;
        } catch (DuplicateKey _) {
            boolean own = sql.first(
                            "SELECT product_id FROM product_slugs WHERE store_id = ? AND slug = ?",
                            row -> new ProductId(row.uuid("product_id")),
                            store,
                            slug.text())
                    .filter(product::equals)
                    .isPresent();
            return own ? Taken.YES : Taken.BY_ANOTHER;
        }
    }

    @Override
    public Optional<ProductId> find(String store, Slug slug) {
        Optional<StoreId> id = StoreId.parse(store);
        return sql.first(
                """
                SELECT p.product_id
                FROM store_directory s JOIN product_slugs p ON p.store_id = s.store_id
                WHERE p.slug = ? AND\s""" + (id.isPresent() ? "s.store_id = ?" : "s.slug = ?"),
                row -> new ProductId(row.uuid("product_id")),
                slug.text(),
                id.isPresent() ? id.get() : store);
    }
}
