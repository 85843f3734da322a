package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.UserId;
import java.util.Optional;

/** What signed-in buyers own or are about to buy, so that nobody pays for the same thing twice without being told. */
public interface BuyerProducts {
    static BuyerProducts in(Sql sql) {
        return new SqlBuyerProducts(sql);
    }

    /** Claims a product for an order; the order that has it already, when there is one and it is not {@code again}. */
    Optional<OrderId> claim(UserId buyer, ProductId product, OrderId order, boolean again);

    /** Frees all products that this order had claimed. */
    void release(OrderId order);

    /** Frees one product, should this order have claimed it. */
    void release(OrderId order, ProductId product);
}
