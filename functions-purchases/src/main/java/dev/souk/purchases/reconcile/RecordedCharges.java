package dev.souk.purchases.reconcile;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The payments on our books, by when they were written down. */
interface RecordedCharges {
    static RecordedCharges in(Sql sql) {
        return new SqlRecordedCharges(sql);
    }

    /** Those that were written down from {@code from} to {@code to} and come after {@code after}, the oldest first, at most {@code most}. */
    List<Recorded> between(Instant from, Instant to, Optional<Recorded> after, int most);

    /** A payment, and when it was written down. */
    record Recorded(Instant at, String paymentIntent) {
        /** As a position of a window. */
        String text() {
            return at + "|" + paymentIntent;
        }

        static Recorded of(String text) {
            int bar = text.indexOf('|');
            return new Recorded(Instant.parse(text.substring(0, bar)), text.substring(bar + 1));
        }
    }
}
