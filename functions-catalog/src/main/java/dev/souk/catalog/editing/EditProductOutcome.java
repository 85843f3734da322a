package dev.souk.catalog.editing;

import dev.souk.catalog.Product;
import dev.souk.lambda.http.Problem.FieldError;
import dev.souk.model.Currency;

/** What an edit of a product can end in. */
public sealed interface EditProductOutcome {
    record Edited(Product product) implements EditProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements EditProductOutcome {}

    /** It was changed since it was read. */
    record Stale() implements EditProductOutcome {}

    /** The price is in another currency than the store sells in. */
    record OtherCurrency(Currency sellsIn) implements EditProductOutcome {}

    /** What was to become of the price does not go together with what it is. */
    record WrongPrice(FieldError fault) implements EditProductOutcome {}
}
