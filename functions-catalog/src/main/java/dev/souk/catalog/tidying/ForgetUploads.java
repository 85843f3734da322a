package dev.souk.catalog.tidying;

import dev.souk.catalog.FileStore;
import dev.souk.catalog.ProductFile;
import dev.souk.catalog.ProductFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Forgets files that were announced and never completed, with what may have reached the store of them. In three steps, any of which may be the
 * last for now: nobody can complete the file any more; what is stored of it goes; its row goes.
 */
public final class ForgetUploads {
    /** Longer than the link of the largest upload works, and than it takes. */
    private static final Duration PATIENCE = Duration.ofDays(2);

    private static final int BATCH = 100;

    private final ProductFiles files;
    private final FileStore store;
    private final Clock clock;

    public ForgetUploads(ProductFiles files, FileStore store, Clock clock) {
        this.files = files;
        this.store = store;
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
        int forgotten = 0;
        List<ProductFile> found;
        do {
            found = files.unfinished(before, BATCH);
            for (ProductFile file : found) {
                if (files.abandon(file.id())) {
                    store.remove(file);
                    files.delete(file.id());
                    forgotten++;
                }
            }
        } while (found.size() == BATCH && clock.instant().isBefore(end));
        return forgotten;
    }
}
