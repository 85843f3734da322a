package dev.souk.purchases.sales.export;

import java.net.URI;
import java.time.Instant;

/** Hands out links to files. */
interface ExportFiles {
    /** A link that is good for a short time. */
    record FileLink(URI url, Instant expiresAt) {}

    FileLink to(Export export);
}
