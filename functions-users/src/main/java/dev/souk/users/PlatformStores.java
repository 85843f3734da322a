package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/** All stores, and what the platform decides about them. Whoever asks is one of its admins: the kit has seen to that. */
public interface PlatformStores {
    static PlatformStores in(Sql sql) {
        return new SqlPlatformStores(sql);
    }

    /** @param slugOrId as it stands in an address; what is neither names nothing */
    Optional<PlatformStore> find(String slugOrId);

    /** The same, and nobody else decides about it until the transaction ends. */
    Optional<PlatformStore> findLocked(String slugOrId);

    /** @param since empty for a store that everybody can see */
    void setTakenDown(StoreId store, Optional<Instant> since);

    /** @param basisPoints empty for what the platform keeps of others */
    void setFee(StoreId store, Optional<Integer> basisPoints);
}
