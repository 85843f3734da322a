package dev.souk.lambda.audit;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Clock;

/**
 * A module's part of the audit log. An entry is written in the transaction of what it is about, so that there is none without the other. The
 * module's account can add to the table and read it, and do nothing else to it.
 *
 * <p>The table has the columns {@code id, store_id, actor_id, act, subject, detail, request_id, created_at}.
 */
public final class AuditLog {
    private static final int LONGEST_DETAIL = 200;

    private final String table;
    private final IdSource ids;
    private final Clock clock;

    /** @param table the module's own */
    public AuditLog(String table, IdSource ids, Clock clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes an entry down. Whose request it was done in says the log.
     *
     * @param tx the transaction of the act
     * @param act what was done, {@code member.removed}
     * @param subject the id of what it was done to
     * @param detail what it came to, {@code support}; nothing personal, and cut off where it is long
     */
    public void write(Sql tx, StoreId store, UserId actor, String act, String subject, String detail) {
        tx.update(
                "INSERT INTO " + table
                        + " (id, store_id, actor_id, act, subject, detail, request_id, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ids.next(),
                store,
                actor,
                act,
                subject,
                detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL),
                Log.requestId().orElse(""),
                clock.instant());
    }
}
