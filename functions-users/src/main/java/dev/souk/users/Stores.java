package dev.souk.users;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All stores. No two have the same slug. */
public interface Stores {
    static Stores in(Sql sql) {
        return new SqlStores(sql);
    }

    /** @param slugOrId as it stands in an address; what is neither names nothing */
    Optional<Store> find(String slugOrId);

    /** The same if {@code seller} may act for it. */
    Optional<Membership> find(String slugOrId, Seller seller);

    /** Those that {@code user} is a member of, newest first, at most {@code limit}, that are older than {@code before}. */
    List<Membership> of(UserId user, Optional<StoreId> before, int limit);

    /** What trying to keep a store can end in. */
    enum Kept {
        YES,
        /** Another store has the slug. */
        SLUG_TAKEN,
        /** Somebody was faster: the version to be replaced is no longer the newest, or the editor no longer a member. */
        STALE,
        /** Something is published, and another currency would be a price that nobody has set. */
        CURRENCY_IN_USE
    }

    Kept add(Store store);

    /** Writes {@code store} in the place of the version before it, {@code store.version() - 1}, if {@code editor} may. */
    Kept replace(Store store, Seller editor);

    /** Begins a vacation, or says something else of the one that has begun; false when {@code seller} may not. Its beginning stays. */
    boolean close(StoreId store, Vacation vacation, Seller seller, Instant now);

    /** Ends it; true for the one call that did. */
    boolean reopen(StoreId store, Seller seller, Instant now);
}
