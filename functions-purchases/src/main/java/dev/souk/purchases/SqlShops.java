package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.EmailAddress;
import dev.souk.model.FileId;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@link Shops} in the views that functions-users and functions-catalog own. */
final class SqlShops implements Shops {
    private final Sql sql;

    SqlShops(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<ProductId, Offer> offers(Collection<ProductId> products) {
        Map<ProductId, Offer> offers = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    "SELECT product_id, store_id, owner_id, title, price_amount, price_currency"
                            + " FROM offers WHERE product_id IN " + marks(products),
                    row -> {
                        ProductId product = new ProductId(row.uuid("product_id"));
                        Money price =
                                new Money(row.number("price_amount"), Currency.valueOf(row.text("price_currency")));
                        return offers.put(
                                product,
                                new Offer(
                                        product,
                                        new StoreId(row.uuid("store_id")),
                                        new UserId(row.uuid("owner_id")),
                                        row.text("title"),
                                        price));
                    },
                    products.toArray());
        }
        return offers;
    }

    @Override
    public Map<StoreId, Store> stores(Collection<StoreId> stores) {
        Map<StoreId, Store> found = new HashMap<>();
        if (!stores.isEmpty()) {
            sql.query(
                    "SELECT store_id, name, contact_email FROM store_directory WHERE store_id IN " + marks(stores),
                    row -> {
                        StoreId id = new StoreId(row.uuid("store_id"));
                        return found.put(
                                id, new Store(id, row.text("name"), new EmailAddress(row.text("contact_email"))));
                    },
                    stores.toArray());
        }
        return found;
    }

    @Override
    public Map<ProductId, List<Deliverable>> deliverables(Collection<ProductId> products) {
        Map<ProductId, List<Deliverable>> files = new HashMap<>();
        if (!products.isEmpty()) {
            sql.query(
                    "SELECT file_id, product_id, name, content_type, size, sha256, object_key"
                            + " FROM deliverables WHERE product_id IN " + marks(products) + " ORDER BY name, file_id",
                    row -> {
                        ProductId product = new ProductId(row.uuid("product_id"));
                        return files.computeIfAbsent(product, _ -> new ArrayList<>())
                                .add(new Deliverable(
                                        new FileId(row.uuid("file_id")),
                                        product,
                                        row.text("name"),
                                        row.text("content_type"),
                                        row.number("size"),
                                        HexFormat.of().formatHex(row.bytes("sha256")),
                                        row.text("object_key")));
                    },
                    products.toArray());
        }
        return files;
    }

    private static String marks(Collection<?> values) {
        return "(?" + ", ?".repeat(values.size() - 1) + ")";
    }
}
