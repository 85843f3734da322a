package dev.souk.catalog.upload;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.ProductFile;

/** What announcing a file can end in. */
public sealed interface AnnounceFileOutcome {
    record Announced(ProductFile file, FileStore.Upload upload) implements AnnounceFileOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements AnnounceFileOutcome {}

    /** The product has {@value AnnounceFile#MOST_FILES} already. */
    record TooManyFiles() implements AnnounceFileOutcome {}
}
