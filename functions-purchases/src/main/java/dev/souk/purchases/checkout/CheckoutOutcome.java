package dev.souk.purchases.checkout;

import dev.souk.model.Money;
import dev.souk.model.OrderId;
import dev.souk.model.ProductId;
import dev.souk.model.Unchargeable;
import dev.souk.purchases.Order;

/** What starting a checkout can end in. */
public sealed interface CheckoutOutcome {
    /** The order is written down; it waits on its payment page, or is paid if it costs nothing. */
    record Started(Order order) implements CheckoutOutcome {}

    /** The order is written down, and its payment page will be there later: Stripe has no time just now. */
    record Queued(Order order) implements CheckoutOutcome {}

    /** The product at {@code index} of the cart cannot be bought: it does not exist, or is not published. */
    record NotForSale(ProductId product, int index) implements CheckoutOutcome {}

    /** The product at {@code index} is bought by one of its variants, and none is named. */
    record VariantRequired(int index) implements CheckoutOutcome {}

    /** The variant at {@code index} cannot be bought: it is none of that product, or was retired, or gives nothing just now. */
    record VariantNotForSale(int index) implements CheckoutOutcome {}

    /** The product at {@code index} is a bundle, of which {@code part} cannot be bought just now: so called by its seller. */
    record PartNotForSale(int index, String part) implements CheckoutOutcome {}

    /** The product at {@code index} costs something else than the buyer was shown. */
    record PriceChanged(int index, Money now) implements CheckoutOutcome {}

    /** The buyer of the product at {@code index} may name a price, and named one below the {@code least}. */
    record BelowPrice(int index, Money least) implements CheckoutOutcome {}

    /** The product at {@code index} has another currency than the first. */
    record MixedCurrencies(int index) implements CheckoutOutcome {}

    /** The sum is more than can be charged at once, {@link Money#MOST}. */
    record TooMuch() implements CheckoutOutcome {}

    /** The sum, after the discount, is not nothing and yet not what Stripe charges. */
    record NotChargeable(Unchargeable why) implements CheckoutOutcome {}

    /** No store of the cart has such a discount. */
    record UnknownDiscount() implements CheckoutOutcome {}

    /** The discount is not good yet, or no more. */
    record DiscountNotNow() implements CheckoutOutcome {}

    /** The discount is for other products than those of the cart. */
    record DiscountForOthers() implements CheckoutOutcome {}

    /** All uses of the discount are taken. */
    record DiscountUsedUp() implements CheckoutOutcome {}

    /** This buyer has had their uses of it. */
    record DiscountUsedUpByBuyer() implements CheckoutOutcome {}

    /** Whoever sells the product at {@code index} cannot be paid just now. */
    record SellerCannotBePaid(int index) implements CheckoutOutcome {}

    /** The seller of the product at {@code index} is away: nothing of their store can be ordered. */
    record OnVacation(int index) implements CheckoutOutcome {}

    /** The buyer has the product at {@code index} already, by that order. */
    record AlreadyBought(int index, OrderId order) implements CheckoutOutcome {}

    /** The buyer has an order for the product at {@code index} already, which waits for payment. */
    record AlreadyOrdered(int index, OrderId order) implements CheckoutOutcome {}

    /** Stripe opens no page for the order. It stands and owes; the same request goes on from there. */
    record PaymentsUnavailable(Order order) implements CheckoutOutcome {}
}
