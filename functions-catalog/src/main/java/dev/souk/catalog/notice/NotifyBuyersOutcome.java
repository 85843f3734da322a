package dev.souk.catalog.notice;

import dev.souk.model.FileId;
import java.time.Instant;

/** What asking for a notice can end in. */
public sealed interface NotifyBuyersOutcome {
    /** Now or before. */
    record Requested(FileId file, Instant at) implements NotifyBuyersOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchFile() implements NotifyBuyersOutcome {}

    /** It is a cover, was rejected, or is offered no more. */
    record NotForBuyers() implements NotifyBuyersOutcome {}

    /** Buyers of the product have heard enough for now. */
    record TooMany(Instant freeAt) implements NotifyBuyersOutcome {}
}
