package dev.souk.catalog.discounting;

import dev.souk.catalog.Discount;
import dev.souk.model.Currency;

/** What offering a discount can end in. */
public sealed interface OfferDiscountOutcome {
    record Offered(Discount discount) implements OfferDiscountOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchStore() implements OfferDiscountOutcome {}

    /** The store does not sell it. */
    record NoSuchProduct() implements OfferDiscountOutcome {}

    /** The store has another discount with this code, active or not. */
    record CodeTaken() implements OfferDiscountOutcome {}

    /** The amount is in another currency than the store sells in. */
    record OtherCurrency(Currency sellsIn) implements OfferDiscountOutcome {}
}
