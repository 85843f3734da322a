package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.Optional;

/** The stores of sellers, as the users' function publishes them. */
public interface SellerStores {
    static SellerStores in(Sql sql) {
        return new SqlSellerStores(sql);
    }

    /** The store with this slug or id, if it is {@code owner}'s. */
    Optional<StoreId> find(String slugOrId, UserId owner);

    /** What the store sells in, if it is {@code owner}'s; empty also when it sells in any currency. */
    Optional<Currency> currency(StoreId store, UserId owner);

    /** The currency of the store when it is not {@code wanted}. */
    default Optional<Currency> otherThan(Currency wanted, StoreId store, UserId owner) {
        return currency(store, owner).filter(sellsIn -> sellsIn != wanted);
    }
}
