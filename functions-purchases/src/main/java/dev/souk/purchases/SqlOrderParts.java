package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was ordered with bundles, in the table {@code order_parts}. */
record SqlOrderParts(Sql sql) {
    /** A line of an order. */
    record Place(OrderId order, int position) {}

    void add(Place place, List<Part> parts) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Collections.addAll(
                    values,
                    place.order(),
                    place.position(),
                    i,
                    part.product(),
                    part.title(),
                    part.variant().map(Variant::id),
                    part.variant().map(Variant::name));
        }
        sql.update(
                "INSERT INTO order_parts (order_id, position, part, product_id, title, variant_id, variant_name) VALUES "
                        + String.join(", ", Collections.nCopies(parts.size(), "(?, ?, ?, ?, ?, ?, ?)")),
                values.toArray());
    }

    Map<Place, List<Part>> of(Collection<OrderId> orders) {
        Map<Place, List<Part>> parts = new HashMap<>();
        if (!orders.isEmpty()) {
            sql.query(
                    "SELECT order_id, position, product_id, title, variant_id, variant_name FROM order_parts WHERE order_id IN ("
                            + String.join(", ", Collections.nCopies(orders.size(), "?"))
                            + ") ORDER BY order_id, position, part",
                    row -> parts.computeIfAbsent(
                                    new Place(new OrderId(row.uuid("order_id")), row.integer("position")),
                                    _ -> new ArrayList<>())
                            .add(new Part(
                                    new ProductId(row.uuid("product_id")), row.text("title"), SqlVariant.of(row))),
                    orders.toArray());
        }
        return parts;
    }
}
