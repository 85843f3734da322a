package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other functions publish about what is for sale: the views {@code offers}, {@code store_directory}, {@code deliverables}. */
public interface Shops {
    static Shops in(Sql sql) {
        return new SqlShops(sql);
    }

    /** The offers of those {@code products} that are for sale. */
    Map<ProductId, Offer> offers(Collection<ProductId> products);

    Map<StoreId, Store> stores(Collection<StoreId> stores);

    /** The files of each of {@code products} that a buyer may download, by name. */
    Map<ProductId, List<Deliverable>> deliverables(Collection<ProductId> products);

    default Optional<Deliverable> deliverable(ProductId product, dev.souk.model.FileId file) {
        return deliverables(List.of(product)).getOrDefault(product, List.of()).stream()
                .filter(each -> each.file().equals(file))
                .findFirst();
    }

    /** Where a seller's notices go. */
    record Store(StoreId id, String name, EmailAddress contact) {}
}
