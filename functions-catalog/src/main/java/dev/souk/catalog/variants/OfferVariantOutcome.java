package dev.souk.catalog.variants;

import dev.souk.catalog.Variant;

/** What offering a variant can end in. */
public sealed interface OfferVariantOutcome {
    record Offered(Variant variant) implements OfferVariantOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements OfferVariantOutcome {}

    record Not(Refusal because) implements OfferVariantOutcome {}
}
