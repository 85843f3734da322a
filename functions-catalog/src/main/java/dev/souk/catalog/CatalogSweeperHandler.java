package dev.souk.catalog;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.catalog.tidying.ForgetUploads;
import dev.souk.catalog.tidying.KeepListings;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Called by a schedule: deletes idempotency keys that nobody can use any more, messages that were sent and uploads that nobody finished, tells
 * of files that nobody scans, has images wait anew that nobody made pictures of, counts what sold lately, and brings into the search what is missing there. Nine indexed statements when there is nothing
 * to do.
 */
public final class CatalogSweeperHandler implements RequestStreamHandler {
    /** Twice as long as the contract promises. */
    private static final Duration KEPT = Duration.ofDays(2);

    /** As long as somebody may want to know when a message went. */
    private static final Duration MESSAGES_KEPT = Duration.ofDays(7);

    private static final int BATCH = 1_000;
    /** By then every scan is over, that of the largest file too. */
    private static final Duration LONGEST_SCAN = Duration.ofHours(1);

    /** Well before the function is killed; the next call goes on. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final ProductFiles files;
    private final ForgetUploads uploads;
    private final KeepListings listings;
    private final RemindOfImages images;
    private final Clock clock;
    private final Log log;

    /** For Lambda. */
    public CatalogSweeperHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("catalog-sweeper"));
    }

    /** It needs less than the rest of the catalogue: the database, and the files. */
    public CatalogSweeperHandler(Environment environment, Clock clock, Log log) {
        Database database = new Database(DatabaseSettings.from(environment));
        this.keys = CatalogRuntime.idempotencyKeys(database, IdSource.uuidV7(clock), clock);
        this.outbox = CatalogRuntime.keptOutbox(database, clock, log);
        this.files = ProductFiles.in(database);
        this.uploads = new ForgetUploads(
                files, new GiveUpUpload(files, FileParts.in(database), CatalogRuntime.fileStore(environment)), clock);
        this.listings = new KeepListings(database, clock);
        this.images = new RemindOfImages(database, outbox, IdSource.uuidV7(clock), clock);
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            tellOfUnscanned();
            int deleted = sweep(KEPT, keys::sweep);
            if (deleted > 0) {
                log.info("idempotency_keys.swept", "keys", deleted);
            }
            int messages = sweep(MESSAGES_KEPT, outbox::forgetSent);
            if (messages > 0) {
                log.info("sent_messages.swept", "messages", messages);
            }
            int forgotten = uploads.sweep(clock.instant().plus(LONGEST));
            if (forgotten > 0) {
                log.info("uploads.forgotten", "files", forgotten);
            }
            int reminded = images.remind();
            if (reminded > 0) {
                log.info("images.waiting", "images", reminded);
            }
            int trending = listings.rollUp();
            if (trending > 0) {
                log.info("trends.rolled_up", "products", trending);
            }
            int repaired = listings.repair(clock.instant().plus(LONGEST));
            if (repaired > 0) {
                log.info("listings.repaired", "products", repaired);
            }
            return deleted;
        });
    }

    private void tellOfUnscanned() {
        ProductFiles.Unscanned unscanned = files.unscanned(clock.instant().minus(LONGEST_SCAN));
        unscanned
                .oldest()
                .ifPresent(since -> log.info("files.unscanned", "files", unscanned.files(), "oldest_since", since));
    }

    private interface Deletion {
        /** @return how many went: fewer than {@code most} when no more are that old */
        int delete(Instant before, int most);
    }

    private int sweep(Duration kept, Deletion deletion) {
        Instant begun = clock.instant();
        Instant olderThan = begun.minus(kept);
        int deleted = 0;
        int batch;
        do {
            batch = deletion.delete(olderThan, BATCH);
            deleted += batch;
        } while (batch == BATCH && clock.instant().isBefore(begun.plus(LONGEST)));
        return deleted;
    }
}
