package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import java.util.Optional;

/** The stores of sellers, as the users' function publishes them. */
public interface SellerStores {
    static SellerStores in(Sql sql) {
        return new SqlSellerStores(sql);
    }

    /** The store with this slug or id, if {@code seller} may act for it. */
    Optional<StoreId> find(String slugOrId, Seller seller);

    /** Where a store's mail goes, and what the store is called. */
    record Contact(EmailAddress email, String name) {}

    Optional<Contact> contact(StoreId store);

    /** What the store sells in, if {@code seller} may act for it; empty also when it sells in any currency. */
    Optional<Currency> currency(StoreId store, Seller seller);

    /** The currency of the store when it is not {@code wanted}. */
    default Optional<Currency> otherThan(Currency wanted, StoreId store, Seller seller) {
        return currency(store, seller).filter(sellsIn -> sellsIn != wanted);
    }
}
