package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.util.Optional;
import java.util.UUID;

/** {@link BuyerProducts} in the table {@code buyer_products}, whose primary key decides between two tabs. Its {@code product_id} is a variant's where the product is
 * sold in variants: ids are nobody else's.
 */
final class SqlBuyerProducts implements BuyerProducts {
    private final Sql sql;

    SqlBuyerProducts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<OrderId> claim(UserId buyer, UUID goods, OrderId order, boolean again) {
        sql.update(
                "INSERT INTO buyer_products (buyer_id, product_id, order_id) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE order_id = " + (again ? "VALUES(order_id)" : "order_id"),
                buyer,
                goods,
                order);
        return sql.first(
                        "SELECT order_id FROM buyer_products WHERE buyer_id = ? AND product_id = ?",
                        row -> new OrderId(row.uuid("order_id")),
                        buyer,
                        goods)
                .filter(owner -> !owner.equals(order));
    }

    @Override
    public void release(OrderId order) {
        sql.update("DELETE FROM buyer_products WHERE order_id = ?", order);
    }

    @Override
    public void release(OrderId order, UUID goods) {
        sql.update("DELETE FROM buyer_products WHERE order_id = ? AND product_id = ?", order, goods);
    }
}
