package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.Optional;

record SqlSellerStores(Sql sql) implements SellerStores {
    @Override
    public Optional<StoreId> find(String slugOrId, UserId owner) {
        return sql.first(
                "SELECT store_id FROM store_directory WHERE (slug = ? OR store_id = ?) AND owner_id = ?",
                row -> new StoreId(row.uuid("store_id")),
                slugOrId,
                StoreId.parse(slugOrId),
                owner);
    }

    @Override
    public Optional<Currency> currency(StoreId store, UserId owner) {
        return sql.first(
                "SELECT currency FROM store_directory WHERE store_id = ? AND owner_id = ?",
                row -> Currency.valueOf(row.text("currency")),
                store,
                owner);
    }
}
