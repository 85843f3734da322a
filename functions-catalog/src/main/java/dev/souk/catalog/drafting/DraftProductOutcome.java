package dev.souk.catalog.drafting;

import dev.souk.catalog.Product;
import dev.souk.model.Currency;

/** What drafting a product can end in. */
public sealed interface DraftProductOutcome {
    record Drafted(Product product) implements DraftProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchStore() implements DraftProductOutcome {}

    /** The price is in another currency than the store sells in. */
    record OtherCurrency(Currency sellsIn) implements DraftProductOutcome {}
}
