package dev.souk.catalog;

import dev.souk.model.DiscountId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A code that makes a purchase in a store cheaper.
 *
 * @param code in capitals; buyers may type it in any case
 * @param product the one it is for; empty when it is for all that the store sells
 * @param limits how often it may be used; those who sell count
 * @param window when it counts
 * @param uses how often it is taken, by orders that wait for payment too
 */
public record Discount(
        DiscountId id,
        StoreId store,
        UserId owner,
        String code,
        Reduction reduction,
        Optional<ProductId> product,
        Limits limits,
        Window window,
        DiscountState state,
        int uses,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** @param uses by all buyers together; empty, both, when there is no limit */
    public record Limits(Optional<Integer> uses, Optional<Integer> usesPerBuyer) {}

    /**
     * @param startsAt the first moment
     * @param endsAt the first moment after it; empty when it does not end
     */
    public record Window(Instant startsAt, Optional<Instant> endsAt) {
        public boolean isOpenAtAll() {
            return endsAt.isEmpty() || startsAt.isBefore(endsAt.get());
        }
    }
}
