package dev.souk.users.fee;

import dev.souk.lambda.audit.AuditLog;
import dev.souk.lambda.db.Database;
import dev.souk.model.UserId;
import dev.souk.users.PlatformStore;
import dev.souk.users.PlatformStores;
import java.util.Optional;

/** Sets the fee of a store, for orders that are placed from then on. */
public final class SetFee {
    private final Database database;
    private final AuditLog audit;

    public SetFee(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * What is so already stays so and leaves no entry.
     *
     * @param basisPoints empty for what the platform keeps of others
     * @return the store after it; empty when there is none
     */
    public Optional<PlatformStore> set(UserId admin, String slugOrId, Optional<Integer> basisPoints) {
        return database.transaction(tx -> {
            PlatformStores stores = PlatformStores.in(tx);
            Optional<PlatformStore> before = stores.findLocked(slugOrId);
            if (before.isEmpty() || before.get().fee().equals(basisPoints)) {
                return before;
            }
            PlatformStore store = before.get();
            stores.setFee(store.id(), basisPoints);
            audit.write(
                    tx,
                    store.id(),
                    admin,
                    basisPoints.isPresent() ? "platform.fee_set" : "platform.fee_reset",
                    store.id().text(),
                    basisPoints.map(fee -> fee + " basis points").orElse(""));
            return stores.find(store.id().text());
        });
    }
}
