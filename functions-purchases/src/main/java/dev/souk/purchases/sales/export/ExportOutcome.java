package dev.souk.purchases.sales.export;

import java.net.URI;
import java.time.Instant;

/** What came of asking for an export. */
public sealed interface ExportOutcome {
    record Asked(Export export) implements ExportOutcome {}

    /** As many of the store's are being written as may be at once. */
    record TooMany(int most) implements ExportOutcome {}

    /** What came of asking for its file. */
    sealed interface Opened {
        record Link(URI url, Instant expiresAt) implements Opened {}

        record NoSuchExport() implements Opened {}

        record NotReady() implements Opened {}
    }
}
