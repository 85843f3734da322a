package dev.souk.catalog.variants;

import dev.souk.catalog.AskingPrice;
import dev.souk.model.Currency;

/** Why a variant cannot be as its seller wants it. */
public sealed interface Refusal {
    /**
     * The product has as many as it can have.
     *
     * @param active whether those that are for sale are too many, or all that there ever were
     */
    record TooMany(int most, boolean active) implements Refusal {}

    /** What stands at {@code index} is no file for the product's buyers. */
    record UnknownFile(int index) implements Refusal {}

    /** The product is for sale, and who bought this variant could download nothing. */
    record NothingToDeliver() implements Refusal {}

    /** The product is a bundle, which is sold as one thing. */
    record Bundle() implements Refusal {}

    record OtherCurrency(Currency sellsIn) implements Refusal {}

    /** What the price would be does not go together with what would be suggested. */
    record WrongPrice(AskingPrice price, AskingPrice.Fault fault) implements Refusal {}
}
