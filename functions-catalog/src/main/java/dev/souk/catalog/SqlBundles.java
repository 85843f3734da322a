package dev.souk.catalog;

import dev.souk.lambda.db.Row;
import dev.souk.lambda.db.Sql;
import dev.souk.model.ProductId;
import dev.souk.model.VariantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

record SqlBundles(Sql sql) implements Bundles {
    @Override
    public Map<ProductId, List<Part>> of(List<ProductId> products, Instant now) {
        Map<ProductId, List<Part>> contents = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    """
                    SELECT bundle_id, product_id, slug, title, variant_id, variant_name,
                           for_sale AND (on_sale_from IS NULL OR on_sale_from <= ?) AS for_sale
                    FROM bundle_contents WHERE bundle_id IN (""" + marks(products) + ") ORDER BY bundle_id, position",
                    row -> contents.computeIfAbsent(new ProductId(row.uuid("bundle_id")), _ -> new ArrayList<>())
                            .add(part(row)),
                    Stream.concat(Stream.of(now), products.stream()).toArray());
        }
        return contents;
    }

    private static Part part(Row row) throws SQLException {
        return new Part(
                new ProductId(row.uuid("product_id")),
                row.findText("slug").map(Slug::new),
                row.text("title"),
                row.findUuid("variant_id").map(VariantId::new),
                row.findText("variant_name"),
                row.flag("for_sale"));
    }

    @Override
    public boolean isAny(Collection<ProductId> products) {
        return !products.isEmpty()
                && sql.first(
                                "SELECT bundle_id FROM bundle_parts WHERE bundle_id IN (" + marks(products)
                                        + ") LIMIT 1",
                                row -> row.uuid("bundle_id"),
                                products.toArray())
                        .isPresent();
    }

    @Override
    public boolean isPart(ProductId product) {
        return sql.first(
                        "SELECT bundle_id FROM bundle_parts WHERE part_id = ? LIMIT 1",
                        row -> row.uuid("bundle_id"),
                        product)
                .isPresent();
    }

    @Override
    public void lock(Collection<ProductId> products) {
        sql.query(
                "SELECT id FROM products WHERE id IN (" + marks(products) + ") ORDER BY id FOR UPDATE",
                row -> row.uuid("id"),
                products.toArray());
    }

    @Override
    public void replace(ProductId bundle, List<Part.Wish> parts) {
        sql.update("DELETE FROM bundle_parts WHERE bundle_id = ?", bundle);
        for (int i = 0; i < parts.size(); i++) {
            sql.update(
                    "INSERT INTO bundle_parts (bundle_id, position, part_id, variant_id) VALUES (?, ?, ?, ?)",
                    bundle,
                    i,
                    parts.get(i).product(),
                    parts.get(i).variant());
        }
    }

    private static String marks(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
