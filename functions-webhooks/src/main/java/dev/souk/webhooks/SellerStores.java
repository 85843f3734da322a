package dev.souk.webhooks;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
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

    /** Whether {@code seller} may act for the store. */
    boolean may(Seller seller, StoreId store);

    /** Whom to write to of a store. */
    Optional<Contact> contact(StoreId store);

    /** @param name the store's name */
    record Contact(EmailAddress address, String name) {}
}
