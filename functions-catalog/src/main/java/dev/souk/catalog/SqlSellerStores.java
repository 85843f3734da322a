package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Members;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.StoreId;
import java.util.Optional;

record SqlSellerStores(Sql sql) implements SellerStores {
    @Override
    public Optional<StoreId> find(String slugOrId, Seller seller) {
        return new Members(sql).store(seller, slugOrId);
    }

    @Override
    public Optional<Contact> contact(StoreId store) {
        return sql.first(
                "SELECT contact_email, name FROM store_directory WHERE store_id = ?",
                row -> new Contact(new EmailAddress(row.text("contact_email")), row.text("name")),
                store);
    }

    @Override
    public Optional<Currency> currency(StoreId store, Seller seller) {
        return sql.first(
                "SELECT currency FROM store_directory WHERE store_id = ? AND store_id " + Seller.MAY,
                row -> Currency.valueOf(row.text("currency")),
                store,
                seller.id(),
                seller.anyOf());
    }
}
