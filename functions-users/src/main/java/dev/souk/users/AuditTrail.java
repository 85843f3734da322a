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
     * @param store in which it was done
     * @param actorName what they are called; empty when they said nothing
     * @param act {@code member.removed}
     * @param subject the id of what it was done to
     * @param detail what it came to; may be empty
     * @param requestId of the request that it was done in
     */
    record Entry(
            AuditEntryId id,
            StoreId store,
            UserId actor,
            String actorName,
            String act,
            String subject,
            String detail,
            String requestId,
            Instant at) {
        /** Whether it is an act of those who run the platform, and of no member of the store. */
        public boolean isPlatforms() {
            return act.startsWith("platform.");
        }
    }

    /**
     * Which entries somebody asks for: those that fit all that is said.
     *
     * @param from not before it
     * @param until before it
     */
    record Filter(Optional<StoreId> store, Optional<UserId> actor, Optional<Instant> from, Optional<Instant> until) {
        static Filter of(StoreId store) {
            return new Filter(Optional.of(store), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** The newest that are older than {@code before}, at most {@code limit}. */
    List<Entry> find(Filter filter, Optional<AuditEntryId> before, int limit);
}
