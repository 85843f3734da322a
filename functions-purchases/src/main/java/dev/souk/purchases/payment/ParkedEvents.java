package dev.souk.purchases.payment;

import dev.souk.lambda.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events that could not be read, kept until somebody sends them through again. */
interface ParkedEvents {
    static ParkedEvents in(Sql sql) {
        return new SqlParkedEvents(sql);
    }

    /** A parked event: its raw text, and why it is here. */
    record Parked(UUID id, String body, String reason) {}

    /** Keeps an event; the same text is kept once. True when it was not there, or had been replayed before. */
    boolean park(UUID id, String body, String reason, Instant at);

    Optional<Parked> find(UUID id);

    /** Those that were not replayed, the oldest first, after {@code after}. */
    List<Parked> open(Optional<UUID> after, int most);

    /** Keeps that it went through. */
    void replayed(UUID id, Instant at);

    /** Keeps why it still cannot be read. */
    void stillUnreadable(UUID id, String reason);
}
