package dev.souk.catalog.upload;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.ProductFile;
import java.util.Optional;

/** What announcing a file can end in. */
public sealed interface AnnounceFileOutcome {
    /** @param upload how to upload it, unless it comes in parts */
    record Announced(ProductFile file, Optional<FileStore.Upload> upload) implements AnnounceFileOutcome {}

    /** There is none, or it is somebody else's. */
    record NoSuchProduct() implements AnnounceFileOutcome {}

    /** The product has {@value AnnounceFile#MOST_FILES} already. */
    record TooManyFiles() implements AnnounceFileOutcome {}

    /** What it is to be a new version of is no download of the product. */
    record NothingToReplace() implements AnnounceFileOutcome {}

    /** @param quota how many bytes the seller's files may have together, which would be more with this one */
    record NoRoom(long quota) implements AnnounceFileOutcome {}

    /** Its gallery has as many images as one can have. */
    record TooManyImages() implements AnnounceFileOutcome {}
}
