package dev.souk.purchases.checkout;

import dev.souk.lambda.db.Sql;
import dev.souk.model.Currency;
import dev.souk.model.Money;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.VariantId;
import dev.souk.purchases.Bundle;
import dev.souk.purchases.Discount;
import dev.souk.purchases.Offer;
import dev.souk.purchases.OrderLine;
import dev.souk.purchases.Shops;
import dev.souk.purchases.Shops.ProductOffer;
import dev.souk.purchases.Shops.Store;
import dev.souk.purchases.checkout.Checkout.Cart;
import dev.souk.purchases.checkout.Checkout.Item;
import dev.souk.purchases.checkout.CheckoutOutcome.BelowPrice;
import dev.souk.purchases.checkout.CheckoutOutcome.DiscountForOthers;
import dev.souk.purchases.checkout.CheckoutOutcome.DiscountNotNow;
import dev.souk.purchases.checkout.CheckoutOutcome.MixedCurrencies;
import dev.souk.purchases.checkout.CheckoutOutcome.NotChargeable;
import dev.souk.purchases.checkout.CheckoutOutcome.NotForSale;
import dev.souk.purchases.checkout.CheckoutOutcome.OnVacation;
import dev.souk.purchases.checkout.CheckoutOutcome.PartNotForSale;
import dev.souk.purchases.checkout.CheckoutOutcome.PriceChanged;
import dev.souk.purchases.checkout.CheckoutOutcome.SellerCannotBePaid;
import dev.souk.purchases.checkout.CheckoutOutcome.TooMuch;
import dev.souk.purchases.checkout.CheckoutOutcome.UnknownDiscount;
import dev.souk.purchases.checkout.CheckoutOutcome.VariantNotForSale;
import dev.souk.purchases.checkout.CheckoutOutcome.VariantRequired;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cart costs at a moment: prices, discount, the platform's share. */
final class Pricing {
    private final Shops shops;
    private final int platformFee;
    private final Instant now;

    /** @param platformFee the platform's share of the sales of stores that have none of their own, in basis points */
    Pricing(Sql sql, int platformFee, Instant now) {
        this.shops = Shops.in(sql);
        this.platformFee = platformFee;
        this.now = now;
    }

    /** The lines of the order, what they were made of, and what was taken off them. */
    record Priced(List<OrderLine> lines, List<Offer> offers, Optional<Discount> discount) {}

    /** @throws Stopped when it cannot be bought like this */
    Priced price(Cart cart) {
        List<Offer> offers = offers(cart);
        Optional<Discount> discount = cart.discountCode().map(code -> discount(code, offers));
        long[] off = off(discount, offers);
        Map<StoreId, Store> stores =
                shops.stores(offers.stream().map(Offer::store).distinct().toList());
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < off.length; i++) {
            Store store = stores.get(offers.get(i).store());
            int fee = store == null ? platformFee : store.feeBasisPoints().orElse(platformFee);
            lines.add(OrderLine.of(offers.get(i), off[i], fee));
        }
        checkSum(lines);
        int away = firstAway(stores, lines);
        if (away >= 0) {
            throw new Stopped(new OnVacation(away));
        }
        int cutOff = PageOpening.firstCutOff(stores, lines);
        if (cutOff >= 0) {
            throw new Stopped(new SellerCannotBePaid(cutOff));
        }
        return new Priced(lines, offers, discount);
    }

    /** The position of the first line whose store is on vacation; -1 when there is none. */
    private static int firstAway(Map<StoreId, Store> stores, List<OrderLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Store store = stores.get(lines.get(i).store());
            if (store != null && store.onVacation()) {
                return i;
            }
        }
        return -1;
    }

    private List<Offer> offers(Cart cart) {
        Map<ProductId, ProductOffer> products =
                shops.offers(cart.items().stream().map(Item::product).toList(), now);
        Map<VariantId, Offer> variants = shops.variants(
                cart.items().stream().flatMap(item -> item.variant().stream()).toList(), now);
        Map<ProductId, Bundle> bundles = shops.bundles(
                products.values().stream()
                        .filter(ProductOffer::isBundle)
                        .map(each -> each.offer().product())
                        .toList(),
                now);
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < cart.items().size(); i++) {
            Item item = cart.items().get(i);
            Offer offer = filled(offer(item, products, variants, i), bundles, i);
            offer = atPrice(offer, item, i);
            if (i > 0 && offer.price().currency() != offers.getFirst().price().currency()) {
                throw new Stopped(new MixedCurrencies(i));
            }
            offers.add(offer);
        }
        return offers;
    }

    private static Offer filled(Offer offer, Map<ProductId, Bundle> bundles, int index) {
        Bundle bundle = bundles.get(offer.product());
        if (bundle == null) {
            return offer;
        }
        if (bundle.missing().isPresent()) {
            throw new Stopped(new PartNotForSale(index, bundle.missing().get()));
        }
        return offer.with(bundle.parts());
    }

    private static Offer offer(
            Item item, Map<ProductId, ProductOffer> products, Map<VariantId, Offer> variants, int index) {
        ProductOffer product = products.get(item.product());
        if (product == null) {
            throw new Stopped(new NotForSale(item.product(), index));
        }
        if (item.variant().isEmpty()) {
            if (product.inVariants()) {
                throw new Stopped(new VariantRequired(index));
            }
            return product.offer();
        }
        Offer offer = variants.get(item.variant().get());
        if (offer == null || !offer.product().equals(item.product())) {
            throw new Stopped(new VariantNotForSale(index));
        }
        return offer;
    }

    /** At the price that the buyer was shown, or, where that is theirs to say, at the one that they name. */
    private static Offer atPrice(Offer offer, Item item, int index) {
        if (item.price().isEmpty()) {
            return offer;
        }
        Money named = item.price().get();
        if (named.equals(offer.price())) {
            return offer;
        }
        if (!offer.orMore() || named.currency() != offer.price().currency()) {
            throw new Stopped(new PriceChanged(index, offer.price()));
        }
        if (named.amount() < offer.price().amount()) {
            throw new Stopped(new BelowPrice(index, offer.price()));
        }
        return offer.at(named);
    }

    /** The discount of the first store of the cart that has such a code and takes something off. */
    private Discount discount(String code, List<Offer> offers) {
        Optional<CheckoutOutcome> no = Optional.empty();
        for (StoreId store : offers.stream().map(Offer::store).distinct().toList()) {
            Optional<Discount> found = shops.discount(store, code);
            if (found.isPresent()) {
                if (!found.get().isGoodAt(now)) {
                    no = Optional.of(new DiscountNotNow());
                } else if (offers.stream().noneMatch(found.get()::applies)) {
                    no = Optional.of(new DiscountForOthers());
                } else {
                    return found.get();
                }
            }
        }
        throw new Stopped(no.orElseGet(UnknownDiscount::new));
    }

    private static long[] off(Optional<Discount> discount, List<Offer> offers) {
        long[] off = new long[offers.size()];
        if (discount.isEmpty()) {
            return off;
        }
        long[] prices = new long[offers.size()];
        long sum = 0;
        for (int i = 0; i < off.length; i++) {
            if (discount.get().applies(offers.get(i))) {
                Money price = offers.get(i).price();
                prices[i] = price.amount();
                sum += price.amount();
                if (discount.get().basisPoints().isPresent()) {
                    off[i] = price.basisPoints(discount.get().basisPoints().getAsInt())
                            .amount();
                }
            }
        }
        if (discount.get().amount().isPresent()) {
            Money amount = discount.get().amount().get();
            List<Money> parts = new Money(Math.min(amount.amount(), sum), amount.currency()).allocate(prices);
            for (int i = 0; i < off.length; i++) {
                off[i] = parts.get(i).amount();
            }
        }
        return off;
    }

    private static void checkSum(List<OrderLine> lines) {
        Currency currency = lines.getFirst().price().currency();
        long sum = lines.stream().mapToLong(OrderLine::charged).sum();
        if (sum > currency.maximum()) {
            throw new Stopped(new TooMuch());
        }
        if (sum > 0) {
            currency.unchargeable(sum).ifPresent(why -> {
                throw new Stopped(new NotChargeable(why));
            });
        }
    }
}
