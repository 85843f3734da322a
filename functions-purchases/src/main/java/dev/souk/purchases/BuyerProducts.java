package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.OrderId;
import dev.souk.model.UserId;
import java.util.Optional;
import java.util.UUID;

/** What signed-in buyers own or are about to buy, so that nobody pays for the same thing twice without being told. */
public interface BuyerProducts {
    static BuyerProducts in(Sql sql) {
        return new SqlBuyerProducts(sql);
    }

    /** Claims goods ({@link OrderLine#goods}) for an order; the order that has it already, when there is one and it is not {@code again}. */
    Optional<OrderId> claim(UserId buyer, UUID goods, OrderId order, boolean again);

    /** Frees all that this order had claimed. */
    void release(OrderId order);

    /** Frees goods, should this order have claimed it. */
    void release(OrderId order, UUID goods);
}
