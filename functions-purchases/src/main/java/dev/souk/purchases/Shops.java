package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.EmailAddress;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import dev.souk.model.VariantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the other functions publish about what is for sale: the views {@code offers}, {@code store_directory}, {@code deliverables}. */
public interface Shops {
    static Shops in(Sql sql) {
        return new SqlShops(sql);
    }

    /** The offers of those {@code products} that are for sale by {@code now}. */
    Map<ProductId, ProductOffer> offers(Collection<ProductId> products, Instant now);

    /**
     * @param inVariants whether it is bought by one of its variants, and not at this price
     * @param isBundle whether it gives other products
     */
    record ProductOffer(Offer offer, boolean inVariants, boolean isBundle) {}

    /** What those of {@code products} give by {@code now} that are bundles. */
    Map<ProductId, Bundle> bundles(Collection<ProductId> products, Instant now);

    /** The offers of those {@code variants} that are for sale by {@code now}. */
    Map<VariantId, Offer> variants(Collection<VariantId> variants, Instant now);

    /** Which of their products' files these variants give. */
    Map<VariantId, VariantFiles> files(Collection<VariantId> variants);

    Map<StoreId, Store> stores(Collection<StoreId> stores);

    /** All versions of the files of each of {@code products} that some buyer may download, by name, the newest first. */
    Map<ProductId, List<Deliverable>> deliverables(Collection<ProductId> products);

    /** The store with this slug or id, if {@code seller} may act for it. */
    Optional<Store> store(String slugOrId, Seller seller);

    /** The discount of {@code store} that {@code code} names, whatever its window. */
    Optional<Discount> discount(StoreId store, String code);

    /**
     * A store, as far as selling is concerned.
     *
     * @param contact where the seller's notices go
     * @param feeBasisPoints the platform's share of its sales; empty for the platform's usual one
     * @param payoutAccount the Stripe account its share goes to
     * @param canBePaid whether that account can take money now
     * @param onVacation whether nothing can be ordered of it
     */
    record Store(
            StoreId id,
            UserId owner,
            String name,
            EmailAddress contact,
            OptionalInt feeBasisPoints,
            Optional<String> payoutAccount,
            boolean canBePaid,
            boolean onVacation) {}
}
