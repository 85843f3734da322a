package dev.souk.purchases.sweep;

import dev.souk.lambda.db.Sql;
import java.time.Instant;

/** Records that were kept long enough. Each is one statement on an index when there are none. */
interface OldRecords {
    static OldRecords in(Sql sql) {
        return new SqlOldRecords(sql);
    }

    /** Deletes what was sent before {@code before}; how many rows, at most {@code most}. */
    int deleteSentMessages(Instant before, int most);

    /** Deletes the ids of events that were acted on before {@code before}; how many rows, at most {@code most}. */
    int deleteEvents(Instant before, int most);
}
