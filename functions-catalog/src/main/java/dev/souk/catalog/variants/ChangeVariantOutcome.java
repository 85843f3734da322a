package dev.souk.catalog.variants;

import dev.souk.catalog.Variant;

/** What changing a variant can end in. */
public sealed interface ChangeVariantOutcome {
    record Changed(Variant variant) implements ChangeVariantOutcome {}

    /** There is none, or it is of somebody else's product. */
    record NoSuchVariant() implements ChangeVariantOutcome {}

    /** It was changed since it was read. */
    record Stale() implements ChangeVariantOutcome {}

    /** Without it the product would be for sale at a price of its own, which nobody meant. */
    record LastOne() implements ChangeVariantOutcome {}

    record Not(Refusal because) implements ChangeVariantOutcome {}
}
