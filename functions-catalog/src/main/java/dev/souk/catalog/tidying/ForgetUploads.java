package dev.souk.catalog.tidying;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.GiveUpUpload;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets files that were announced and never completed, with what may have reached the store of them.
 */
public final class ForgetUploads {
    /** Longer than the link of the largest upload works, and than it takes. */
    private static final Duration PATIENCE = Duration.ofDays(2);

    /** Terabytes take days. The bucket throws unfinished parts away a day later. */
    private static final Duration PATIENCE_WITH_PARTS = Duration.ofDays(14);

    private static final int BATCH = 100;

    private final ProductFiles files;
    private final GiveUpUpload givingUp;
    private final Clock clock;

    public ForgetUploads(ProductFiles files, GiveUpUpload givingUp, Clock clock) {
        this.files = files;
        this.givingUp = givingUp;
        this.clock = clock;
    }

    /**
     * Forgets what there is, until {@code end} at the latest.
     *
     * @return how many files
     * @throws FileStore.Unavailable when something stored cannot be taken away; the next call finds it again
     */
    public int sweep(Instant end) {
        Instant before = clock.instant().minus(PATIENCE);
        Instant partsBefore = clock.instant().minus(PATIENCE_WITH_PARTS);
        int forgotten = 0;
        List<ProductFile> found;
        do {
            found = files.unfinished(before, partsBefore, BATCH);
            for (ProductFile file : found) {
                if (givingUp.giveUp(file)) {
                    forgotten++;
                }
            }
        } while (found.size() == BATCH && clock.instant().isBefore(end));
        return forgotten;
    }
}
