package dev.souk.catalog;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * How a large file is uploaded: in parts of one size, the last of which is what is left. S3 takes parts of 5 MiB to 5 GiB, and 10,000 of them.
 *
 * @param size of each but the last, in bytes
 * @param sha256 the SHA-256 of the SHA-256 of each part in order, as soon as all of them have been announced
 */
public record Parts(long size, Optional<Sha256> sha256) {
    /** As many as S3 takes. */
    public static final int MOST = 10_000;

    private static final long MEBIBYTE = 1024 * 1024;
    /** A lost connection costs no more than this, as long as there are few enough of them. */
    private static final long LEAST_SIZE = 8 * MEBIBYTE;

    /** The parts of a file of so many bytes: as small as their number allows. */
    public static Parts ofFile(long bytes) {
        long fitting = roundedUp(bytes, MOST);
        return new Parts(Math.max(LEAST_SIZE, roundedUp(fitting, MEBIBYTE) * MEBIBYTE), Optional.empty());
    }

    /** How many a file of so many bytes has. */
    public int count(long bytes) {
        return Math.toIntExact(roundedUp(bytes, size));
    }

    /** How many bytes part {@code number}, counted from 1, of a file of {@code bytes} has. */
    public long sizeOf(int number, long bytes) {
        return Math.min(size, bytes - (number - 1) * size);
    }

    /** What S3 calls the composite checksum. */
    public static Sha256 together(List<Sha256> parts) {
        MessageDigest digest = Sha256.digest();
        parts.forEach(part -> digest.update(part.bytes()));
        return Sha256.of(digest.digest());
    }

    private static long roundedUp(long amount, long by) {
        return (amount + by - 1) / by;
    }
}
