package dev.souk.purchases;

import dev.souk.model.FileId;
import dev.souk.model.ProductId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that buyers of a product get.
 *
 * @param name the seller's name for it, any Unicode
 * @param size in bytes
 * @param sha256 of its bytes, in lower-case hex; empty when it was uploaded in parts
 * @param parts how to check it then
 * @param objectKey where the bucket has it
 */
public record Deliverable(
        FileId file,
        ProductId product,
        String name,
        String contentType,
        long size,
        Optional<String> sha256,
        Optional<Parts> parts,
        String objectKey,
        Version version) {
    /**
     * Which version of what it is.
     *
     * @param line what all versions have in common
     * @param notes what is new in it
     * @param withdrawnAt since when nobody buys it any more
     */
    public record Version(
            FileId line, int number, Optional<String> notes, Instant releasedAt, Optional<Instant> withdrawnAt) {}

    /** Whether somebody gets it who ordered at that time: what was withdrawn later stays theirs. */
    public boolean isFor(Instant orderedAt) {
        return version.withdrawnAt().isEmpty() || version.withdrawnAt().get().isAfter(orderedAt);
    }

    /**
     * The parts that a file was uploaded in.
     *
     * @param size of each but the last, in bytes
     * @param sha256 that of the SHA-256 of each part in order, in lower-case hex
     */
    public record Parts(long size, String sha256) {}
}
