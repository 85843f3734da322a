package dev.souk.purchases.download;

import dev.souk.purchases.Deliverable;
import java.net.URI;
import java.time.Instant;

/** Makes URLs that give a file's bytes, for a while, to whoever has them. */
public interface FileLinks {
    /** A link that saves the file under the seller's name for it. */
    FileLink to(Deliverable file);

    record FileLink(URI url, Instant expiresAt) {}
}
