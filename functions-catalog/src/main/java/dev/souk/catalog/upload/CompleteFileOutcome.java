package dev.souk.catalog.upload;

import dev.souk.catalog.ProductFile;

/** What completing a file can end in. */
public sealed interface CompleteFileOutcome {
    record Ready(ProductFile file) implements CompleteFileOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchFile() implements CompleteFileOutcome {}

    /** Nothing has been uploaded yet. */
    record NothingThere() implements CompleteFileOutcome {}

    /** The file is rejected for good; it says what was wrong. */
    record NotAsAnnounced(ProductFile file) implements CompleteFileOutcome {}
}
