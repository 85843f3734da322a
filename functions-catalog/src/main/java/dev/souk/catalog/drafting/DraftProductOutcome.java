package dev.souk.catalog.drafting;

import dev.souk.catalog.Product;
import dev.souk.model.Currency;

/** What drafting a product can end in. */
public sealed interface DraftProductOutcome {
    record Drafted(Product product) implements DraftProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchStore() implements DraftProductOutcome {}

    /** The platform has no category of this id. */
    record NoSuchCategory() implements DraftProductOutcome {}

    /** Another product of the store has the slug, or once had it. */
    record SlugTaken() implements DraftProductOutcome {}

    /** The price is in another currency than the store sells in. */
    record OtherCurrency(Currency sellsIn) implements DraftProductOutcome {}
}
