package dev.souk.catalog.drafting;

import dev.souk.catalog.Product;

/** What drafting a product can end in. */
public sealed interface DraftProductOutcome {
    record Drafted(Product product) implements DraftProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchStore() implements DraftProductOutcome {}
}
