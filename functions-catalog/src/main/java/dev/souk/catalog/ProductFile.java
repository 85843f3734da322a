package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Set;

/**
 * A file of a product, as its seller announced it. It never changes: another version is another file.
 *
 * @param name what a buyer's file will be called
 * @param size in bytes
 * @param mismatch what was wrong with the upload of a rejected one
 */
public record ProductFile(
        FileId id,
        ProductId product,
        FilePurpose purpose,
        String name,
        ContentType contentType,
        long size,
        Sha256 sha256,
        FileState state,
        Set<Mismatch> mismatch,
        Instant createdAt) {
    public ProductFile {
        mismatch = Set.copyOf(mismatch);
    }

    /** Where S3 keeps it: made of ids alone, never of what a seller typed. */
    public String objectKey() {
        return product.text() + "/" + id.text();
    }

    public boolean isForBuyers() {
        return purpose == FilePurpose.DOWNLOAD && state == FileState.READY;
    }
}
