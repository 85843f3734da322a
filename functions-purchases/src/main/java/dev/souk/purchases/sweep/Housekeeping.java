package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.idempotency.IdempotencyKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Deletes records that nobody can need any more, in batches. Three statements, each on an index, when there are none. */
public final class Housekeeping {
    /** Twice as long as the contract promises. */
    private static final Duration KEYS_KEPT = Duration.ofDays(2);

    private static final Duration SENT_KEPT = Duration.ofDays(7);
    /** Twice as long as Stripe remembers an event: the reconciler must not take one up again. */
    private static final Duration EVENTS_KEPT = Duration.ofDays(60);

    private static final int BATCH = 1_000;

    private final Database database;
    private final IdempotencyKeys keys;
    private final Clock clock;

    public Housekeeping(Database database, IdempotencyKeys keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /** How many rows were deleted. */
    public record Deleted(int keys, int messages, int events) {
        public boolean isNothing() {
            return keys + messages + events == 0;
        }
    }

    /** @param time whether there is time for another batch */
    public Deleted run(BooleanSupplier time) {
        Instant now = clock.instant();
        OldRecords old = OldRecords.in(database);
        return new Deleted(
                all(time, () -> keys.sweep(now.minus(KEYS_KEPT), BATCH)),
                all(time, () -> old.deleteSentMessages(now.minus(SENT_KEPT), BATCH)),
                all(time, () -> old.deleteEvents(now.minus(EVENTS_KEPT), BATCH)));
    }

    private static int all(BooleanSupplier time, IntSupplier batch) {
        int deleted = 0;
        int last = BATCH;
        while (last == BATCH && time.getAsBoolean()) {
            last = batch.getAsInt();
            deleted += last;
        }
        return deleted;
    }
}
