package dev.souk.catalog.discounting;

import dev.souk.catalog.Discount;

/** What changing a discount can end in. */
public sealed interface ChangeDiscountOutcome {
    record Changed(Discount discount) implements ChangeDiscountOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchDiscount() implements ChangeDiscountOutcome {}

    /** It was changed since it was read. */
    record Stale() implements ChangeDiscountOutcome {}

    /** It would end before it starts. */
    record NeverOpen() implements ChangeDiscountOutcome {}
}
