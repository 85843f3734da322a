package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.model.AuditEntryId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all modules wrote into the audit log. */
public interface AuditTrail {
    static AuditTrail in(Sql sql) {
        return new SqlAuditTrail(sql);
    }

    /**
     * That somebody did something that not everybody may.
     *
     * @param actorName what they are called; empty when they said nothing
     * @param act {@code member.removed}
     * @param subject the id of what it was done to
     * @param detail what it came to; may be empty
     * @param requestId of the request that it was done in
     */
    record Entry(
            AuditEntryId id,
            UserId actor,
            String actorName,
            String act,
            String subject,
            String detail,
            String requestId,
            Instant at) {}

    /** The newest of a store that are older than {@code before}, at most {@code limit}. */
    List<Entry> of(StoreId store, Optional<AuditEntryId> before, int limit);
}
