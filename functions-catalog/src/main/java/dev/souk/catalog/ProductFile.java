package dev.souk.catalog;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A file of a product, as its seller announced it. It never changes: another version is another file.
 *
 * @param name what a buyer's file will be called
 * @param size in bytes
 * @param sha256 of its bytes, unless it is uploaded in parts: nobody ever works out that of all of them then
 * @param parts how it is uploaded, if not at once
 * @param verdict what the scan said, as soon as it has; a file may be scanned before its seller says that it is there
 * @param alternative of an image, what it shows, in words
 * @param place of an image in its gallery, once somebody has ordered it
 * @param rejections why a rejected one was
 * @param pictureKey of an image, what its picture is kept under, as soon as one has been begun
 * @param picture of a ready image, what is shown of it
 */
public record ProductFile(
        FileId id,
        ProductId product,
        FilePurpose purpose,
        String name,
        ContentType contentType,
        long size,
        Optional<Sha256> sha256,
        Optional<Parts> parts,
        FileVersion version,
        FileState state,
        Optional<ScanVerdict> verdict,
        Set<Rejection> rejections,
        Optional<UUID> pictureKey,
        Optional<Picture> picture,
        Optional<String> alternative,
        Optional<Integer> place,
        Instant createdAt) {
    public ProductFile {
        rejections = Set.copyOf(rejections);
    }

    /** Where S3 keeps it: made of ids alone, never of what a seller typed. */
    public String objectKey() {
        return product.text() + "/" + id.text();
    }

    ProductFile judged(ScanVerdict said) {
        return new ProductFile(
                id,
                product,
                purpose,
                name,
                contentType,
                size,
                sha256,
                parts,
                version,
                state,
                Optional.of(said),
                rejections,
                pictureKey,
                picture,
                alternative,
                place,
                createdAt);
    }

    /** Whether it is an image of the gallery that everybody sees. */
    public boolean isInGallery() {
        return purpose == FilePurpose.GALLERY && state == FileState.READY;
    }

    public boolean isForBuyers() {
        return purpose == FilePurpose.DOWNLOAD
                && state == FileState.READY
                && version.withdrawnAt().isEmpty();
    }
}
