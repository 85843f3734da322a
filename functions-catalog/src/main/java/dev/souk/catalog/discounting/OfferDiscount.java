package dev.souk.catalog.discounting;

import dev.souk.catalog.Discounts;
import dev.souk.catalog.Reduction;
import dev.souk.catalog.SellerStores;
import dev.souk.catalog.discounting.OfferDiscountOutcome.CodeTaken;
import dev.souk.catalog.discounting.OfferDiscountOutcome.NoSuchProduct;
import dev.souk.catalog.discounting.OfferDiscountOutcome.NoSuchStore;
import dev.souk.catalog.discounting.OfferDiscountOutcome.Offered;
import dev.souk.catalog.discounting.OfferDiscountOutcome.OtherCurrency;
import dev.souk.lambda.member.Seller;
import dev.souk.model.Currency;
import dev.souk.model.DiscountId;
import dev.souk.model.Money;
import dev.souk.model.StoreId;
import java.time.Clock;
import java.util.Optional;

/** Offers discounts. */
public final class OfferDiscount {
    private final Discounts discounts;
    private final SellerStores stores;
    private final Clock clock;

    public OfferDiscount(Discounts discounts, SellerStores stores, Clock clock) {
        this.discounts = discounts;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Offers the discount {@code id}; if an earlier attempt under the same id got through, that one stands.
     *
     * @param store its slug or its id
     */
    public OfferDiscountOutcome offer(DiscountId id, Seller seller, String store, Discounts.Draft draft) {
        Optional<StoreId> own = stores.find(store, seller);
        if (own.isEmpty()) {
            return new NoSuchStore();
        }
        if (draft.reduction() instanceof Reduction.Amount(Money off)) {
            Optional<Currency> other = stores.otherThan(off.currency(), own.get(), seller);
            if (other.isPresent()) {
                return new OtherCurrency(other.get());
            }
        }
        return switch (discounts.add(id, own.get(), seller, draft, clock.instant())) {
            case THERE -> new Offered(discounts.find(id, seller).orElseThrow());
            case CODE_TAKEN -> new CodeTaken();
            case NO_SUCH_PRODUCT -> draft.product().isPresent() ? new NoSuchProduct() : new NoSuchStore();
        };
    }
}
