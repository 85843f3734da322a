package dev.souk.purchases.sales;

import dev.souk.lambda.db.Sql;
import dev.souk.model.CustomerId;
import dev.souk.model.OrderId;
import dev.souk.model.StoreId;
import java.util.List;
import java.util.Optional;

/** What stores have sold, to whom. Everything is asked of one store, and answers with what is that store's alone. */
public interface StoreSales {
    static StoreSales in(Sql sql) {
        return new SqlStoreSales(sql);
    }

    /** The newest sales of a store that fit, before the given place, at most {@code most}. */
    List<Sale> newest(StoreId store, SaleFilter filter, Optional<Place> before, int most);

    /** The lines of the oldest sales that fit, behind the given place: of {@code most} sales at most, and of each sale all that fit. */
    List<SoldLine> oldest(StoreId store, SaleFilter filter, Optional<Place> after, int most);

    Optional<Sale> find(StoreId store, OrderId order);

    Optional<SaleDetail> detail(StoreId store, OrderId order);

    /** Those who bought last, before the given place, at most {@code most}. */
    List<Customer> customers(StoreId store, Optional<Place> before, int most);

    Optional<Customer> customer(StoreId store, CustomerId customer);
}
