package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far each comparison has come, so that one that ran out of time goes on where it was. */
interface Windows {
    static Windows in(Database database) {
        return new SqlWindows(database);
    }

    /**
     * The window that is under way; else the next one, until {@code until}.
     *
     * @param first how far back the very first one begins
     * @param overlap how long before the end of the last one the next begins
     */
    Window current(String comparison, Instant until, Duration first, Duration overlap);

    /** Keeps how far it is; empty for back to the beginning. */
    void reached(String comparison, Optional<String> position, Instant now);

    /** Keeps that it is through. */
    void finished(String comparison, Instant now);

    /** When it was last through; long ago, when it never was. */
    Instant lastFinished(String comparison);
}
