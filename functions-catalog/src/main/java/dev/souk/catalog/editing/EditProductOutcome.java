package dev.souk.catalog.editing;

import dev.souk.catalog.AskingPrice;
import dev.souk.catalog.Product;
import dev.souk.model.Currency;

/** What an edit of a product can end in. */
public sealed interface EditProductOutcome {
    record Edited(Product product) implements EditProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements EditProductOutcome {}

    /** The platform has no category of this id. */
    record NoSuchCategory() implements EditProductOutcome {}

    /** Another product of the store has the slug, or once had it. */
    record SlugTaken() implements EditProductOutcome {}

    /** It was changed since it was read. */
    record Stale() implements EditProductOutcome {}

    /** The price is in another currency than the store sells in. */
    record OtherCurrency(Currency sellsIn) implements EditProductOutcome {}

    /** The price is in another currency than those of the product's active variants. */
    record VariantsInOtherCurrency(Currency theirs) implements EditProductOutcome {}

    /** What the price would be does not go together with what would be suggested. */
    record WrongPrice(AskingPrice price, AskingPrice.Fault fault) implements EditProductOutcome {}

    /** The images that were named are not those of its gallery. */
    record OtherImages() implements EditProductOutcome {}
}
