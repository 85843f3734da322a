package dev.souk.catalog.reviewing;

import dev.souk.catalog.Review;

/** What writing a review can end in. */
public sealed interface WriteReviewOutcome {
    /** @param first there was none of this purchase before */
    record Written(Review review, boolean first) implements WriteReviewOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchPurchase() implements WriteReviewOutcome {}

    /** It was taken back. */
    record Revoked() implements WriteReviewOutcome {}

    /** Sellers do not review what is theirs. */
    record OwnProduct() implements WriteReviewOutcome {}

    /** Anybody can order what is free under any address: who did has to say who they are. */
    record FreeForGuest() implements WriteReviewOutcome {}

    /** They bought the product twice, and reviewed it for the other purchase. */
    record ReviewedAlready() implements WriteReviewOutcome {}
}
