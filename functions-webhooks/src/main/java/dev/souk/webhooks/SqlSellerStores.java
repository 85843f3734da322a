package dev.souk.webhooks;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import java.util.Optional;

/** {@link SellerStores} in the view {@code store_directory}. */
record SqlSellerStores(Sql sql) implements SellerStores {
    @Override
    public Optional<StoreId> find(String slugOrId, Seller seller) {
        return new Members(sql).store(seller, slugOrId);
    }

    @Override
    public boolean may(Seller seller, StoreId store) {
        return sql.first(
                        "SELECT store_id FROM store_directory WHERE store_id = ? AND store_id " + Seller.MAY,
                        row -> row.uuid("store_id"),
                        store,
                        seller.id(),
                        seller.anyOf())
                .isPresent();
    }

    @Override
    public Optional<Contact> contact(StoreId store) {
        return sql.first(
                "SELECT contact_email, name FROM store_directory WHERE store_id = ?",
                row -> new Contact(new EmailAddress(row.text("contact_email")), row.text("name")),
                store);
    }
}
