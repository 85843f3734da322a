package dev.souk.users.vacation;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.users.Stores;
import dev.souk.users.Vacation;
import java.time.Clock;

/** Closes stores for a while, and opens them again. */
public final class TakeVacation {
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;

    public TakeVacation(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** False when {@code seller} may not. */
    public boolean begin(Seller seller, StoreId store, Vacation vacation) {
        return database.transaction(tx -> {
            boolean begun = Stores.in(tx).close(store, vacation, seller, clock.instant());
            if (begun) {
                audit.write(tx, store, seller.id(), "vacation.begun", store.text(), "");
            }
            return begun;
        });
    }

    /** Ending what is over is no mistake, and no act. */
    public void end(Seller seller, StoreId store) {
        database.transaction(tx -> {
            boolean ended = Stores.in(tx).reopen(store, seller, clock.instant());
            if (ended) {
                audit.write(tx, store, seller.id(), "vacation.ended", store.text(), "");
            }
            return ended;
        });
    }
}
