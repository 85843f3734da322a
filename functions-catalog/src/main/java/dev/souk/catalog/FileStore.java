package dev.souk.catalog;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where the bytes of files are. Every method but those that make links asks over the network, and throws {@link Unavailable}. */
public interface FileStore {
    /** A link for one PUT of exactly the announced bytes. */
    Upload invite(ProductFile file);

    /** Begins an upload in parts; its name in the store. */
    String begin(ProductFile file);

    /** A link for one PUT of part {@code number} of an upload: of exactly the bytes whose hash is {@code sha256}. */
    Upload invite(ProductFile file, String upload, int number, Sha256 sha256);

    /** The parts that are there, in order; empty when the store knows no such upload, because it is over or was given up. */
    Optional<List<HeldPart>> parts(ProductFile file, String upload);

    /** Makes the file of its parts, each of which has to have the bytes of its hash. Nothing happens when the store knows no such upload. */
    void join(ProductFile file, String upload, List<HeldPart> parts, List<Sha256> hashes);

    /** Takes away the parts of an upload; nothing happens when there is none. */
    void abort(ProductFile file, String upload);

    /** What is held under the file's key, or empty when there is nothing. */
    Optional<Held> look(ProductFile file);

    /** Reads all of it, for a store that does not tell the hash; empty when there is nothing. */
    Optional<Sha256> hash(ProductFile file);

    /** The first {@code length} bytes, or as many as there are. */
    byte[] beginning(ProductFile file, int length);

    /** Keeps bytes of ours that go with a file under {@code key}, over what is there. */
    void keep(ProductFile file, String key, byte[] bytes, String contentType);

    /** What was uploaded is gone afterwards, and what was made of it, also if it was not there. */
    void remove(ProductFile file);

    /** What was uploaded is gone afterwards; what was made of it stays. */
    void removeUpload(ProductFile file);

    /** What was made under that key is gone afterwards. */
    void removePictures(UUID key);

    /** A short-lived link that shows a variant of an image's picture. */
    URI show(Picture picture, Picture.Variant variant);

    /**
     * How to upload: PUT to {@code url} with {@code headers}, which are signed, and the announced number of bytes.
     *
     * @param expiresAt until then it has to begin
     */
    record Upload(URI url, Map<String, String> headers, Instant expiresAt) {}

    /**
     * What is there.
     *
     * @param sha256 where the store has worked it out itself: of what was uploaded in parts, that of the hashes of all parts
     */
    record Held(long size, String contentType, Optional<Sha256> sha256) {}

    /** @param tag by which the store knows these bytes */
    record HeldPart(int number, long size, String tag) {}

    /** The store cannot be reached, or does not do what it is asked. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(String what, Throwable cause) {
            super("the file store does not serve " + what, cause);
        }
    }
}
