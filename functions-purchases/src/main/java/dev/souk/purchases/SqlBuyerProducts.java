package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.util.Optional;

/** {@link BuyerProducts} in the table {@code buyer_products}, whose primary key decides between two tabs. */
final class SqlBuyerProducts implements BuyerProducts {
    private final Sql sql;

    SqlBuyerProducts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<OrderId> claim(UserId buyer, ProductId product, OrderId order, boolean again) {
        sql.update(
                "INSERT INTO buyer_products (buyer_id, product_id, order_id) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE order_id = " + (again ? "VALUES(order_id)" : "order_id"),
                buyer,
                product,
                order);
        return sql.first(
                        "SELECT order_id FROM buyer_products WHERE buyer_id = ? AND product_id = ?",
                        row -> new OrderId(row.uuid("order_id")),
                        buyer,
                        product)
                .filter(owner -> !owner.equals(order));
    }

    @Override
    public void release(OrderId order) {
        sql.update("DELETE FROM buyer_products WHERE order_id = ?", order);
    }

    @Override
    public void release(OrderId order, ProductId product) {
        sql.update("DELETE FROM buyer_products WHERE order_id = ? AND product_id = ?", order, product);
    }
}
