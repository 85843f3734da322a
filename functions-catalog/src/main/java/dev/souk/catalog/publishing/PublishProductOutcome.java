package dev.souk.catalog.publishing;

import dev.souk.catalog.Product;

/** What publishing a product can end in. */
public sealed interface PublishProductOutcome {
    /** @param first false when that had been done before */
    record Published(Product product, boolean first) implements PublishProductOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements PublishProductOutcome {}

    /** It was put aside: it has to be a draft again first. */
    record Archived() implements PublishProductOutcome {}

    /** The platform has taken it off its pages. */
    record TakenDown() implements PublishProductOutcome {}

    /** There is nothing that a buyer could download. */
    record NoReadyFile() implements PublishProductOutcome {}
}
