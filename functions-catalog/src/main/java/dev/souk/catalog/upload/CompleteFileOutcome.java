package dev.souk.catalog.upload;

import dev.souk.catalog.ProductFile;

/** What completing a file can end in. */
public sealed interface CompleteFileOutcome {
    /** It is what was announced: ready, or as soon as the scan has found it clean. */
    record Taken(ProductFile file) implements CompleteFileOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchFile() implements CompleteFileOutcome {}

    /** Nothing has been uploaded yet. */
    record NothingThere() implements CompleteFileOutcome {}

    /** For good; the file says why. */
    record Rejected(ProductFile file) implements CompleteFileOutcome {}
}
