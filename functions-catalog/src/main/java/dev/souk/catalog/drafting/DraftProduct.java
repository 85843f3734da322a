package dev.souk.catalog.drafting;

import dev.souk.catalog.Categories;
import dev.souk.catalog.Products;
import dev.souk.catalog.SellerStores;
import dev.souk.catalog.Slug;
import dev.souk.catalog.Slugs;
import dev.souk.catalog.drafting.DraftProductOutcome.Drafted;
import dev.souk.catalog.drafting.DraftProductOutcome.NoSuchCategory;
import dev.souk.catalog.drafting.DraftProductOutcome.NoSuchStore;
import dev.souk.catalog.drafting.DraftProductOutcome.OtherCurrency;
import dev.souk.catalog.drafting.DraftProductOutcome.SlugTaken;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.ProductId;
import java.time.Clock;
import java.util.Optional;

/** Drafts products. */
public final class DraftProduct {
    private final Database database;
    private final SellerStores stores;
    private final Clock clock;

    public DraftProduct(Database database, SellerStores stores, Clock clock) {
        this.database = database;
        this.stores = stores;
        this.clock = clock;
    }

    /** Drafts the product {@code id}; if an earlier attempt under the same id got through, that one stands. */
    public DraftProductOutcome draft(ProductId id, Seller seller, Products.Draft draft) {
        Optional<Currency> other = stores.otherThan(draft.price().amount().currency(), draft.store(), seller);
        if (other.isPresent()) {
            return new OtherCurrency(other.get());
        }
        Optional<String> category = draft.labels().category();
        if (category.isPresent()
                && !Categories.in(database).find(category.get()).isPresent()) {
            return new NoSuchCategory();
        }
        return database.transaction(tx -> add(tx, id, seller, draft));
    }

    private DraftProductOutcome add(Sql tx, ProductId id, Seller seller, Products.Draft draft) {
        Optional<Slug> chosen = draft.labels().slug();
        Slugs slugs = Slugs.in(tx);
        Slug slug;
        if (chosen.isPresent()) {
            switch (slugs.take(draft.store(), chosen.get(), id, seller)) {
                case YES -> {}
                case BY_ANOTHER -> {
                    return new SlugTaken();
                }
                case NO_SUCH_STORE -> {
                    return new NoSuchStore();
                }
            }
            slug = chosen.get();
        } else {
            Optional<Slug> ofTitle = slugs.takeFor(draft.title(), draft.store(), id, seller);
            if (ofTitle.isEmpty()) {
                return new NoSuchStore();
            }
            slug = ofTitle.get();
        }
        Products products = Products.in(tx);
        return products.add(id, seller, draft.at(slug), clock.instant())
                ? new Drafted(products.find(id).orElseThrow())
                : new NoSuchStore();
    }
}
