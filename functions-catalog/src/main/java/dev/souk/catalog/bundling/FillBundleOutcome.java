package dev.souk.catalog.bundling;

import dev.souk.catalog.Product;

/** What saying what a product gives can end in. */
public sealed interface FillBundleOutcome {
    record Filled(Product product) implements FillBundleOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements FillBundleOutcome {}

    /** It was changed since it was read. */
    record Stale() implements FillBundleOutcome {}

    /** It is sold in variants, which a bundle is not. */
    record HasVariants() implements FillBundleOutcome {}

    /** A bundle gives it: there is no bundle in a bundle. */
    record IsPart() implements FillBundleOutcome {}

    /** It is for sale, and without what it gives there is nothing to download. */
    record NothingLeft() implements FillBundleOutcome {}

    /** What stands at {@code index} cannot be given. */
    record WrongPart(int index, Fault fault) implements FillBundleOutcome {}

    enum Fault {
        /** It is no product of the same store. */
        UNKNOWN,
        /** It is the bundle itself, or another one. */
        BUNDLE,
        /** It is sold in variants, and none is named. */
        VARIANT_REQUIRED,
        /** It has no such variant that is active. */
        UNKNOWN_VARIANT
    }
}
