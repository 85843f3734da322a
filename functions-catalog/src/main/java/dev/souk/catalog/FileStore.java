package dev.souk.catalog;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where the bytes of files are. Every method but the two that make links asks over the network, and throws {@link Unavailable}. */
public interface FileStore {
    /** A link for one PUT of exactly the announced bytes. */
    Upload invite(ProductFile file);

    /** What is held under the file's key, or empty when there is nothing. */
    Optional<Held> look(ProductFile file);

    /** Reads all of it, for a store that does not tell the hash; empty when there is nothing. */
    Optional<Sha256> hash(ProductFile file);

    /** The first {@code length} bytes, or as many as there are. */
    byte[] beginning(ProductFile file, int length);

    /** Gone afterwards, also if it was not there. */
    void remove(ProductFile file);

    /** A short-lived link that shows a cover as the image it is. */
    URI show(ProductFile cover);

    /**
     * How to upload: PUT to {@code url} with {@code headers}, which are signed, and the announced number of bytes.
     *
     * @param expiresAt until then it has to begin
     */
    record Upload(URI url, Map<String, String> headers, Instant expiresAt) {}

    /** @param sha256 where the store has worked it out itself */
    record Held(long size, String contentType, Optional<Sha256> sha256) {}

    /** The store cannot be reached, or does not do what it is asked. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(ProductFile file, Throwable cause) {
            super("the file store does not serve " + file.id(), cause);
        }
    }
}
