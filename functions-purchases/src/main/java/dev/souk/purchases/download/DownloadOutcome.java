package dev.souk.purchases.download;

import dev.souk.purchases.download.FileLinks.FileLink;

/** What asking for a download can end in. */
public sealed interface DownloadOutcome {
    record Granted(FileLink link, int downloadsLeft) implements DownloadOutcome {}

    /** There is no such purchase for this reader. */
    record NoSuchPurchase() implements DownloadOutcome {}

    /** The purchase has no such file. */
    record NoSuchFile() implements DownloadOutcome {}

    /** Every download has been used. */
    record UsedUp() implements DownloadOutcome {}

    /** The purchase was taken back. */
    record Revoked() implements DownloadOutcome {}
}
