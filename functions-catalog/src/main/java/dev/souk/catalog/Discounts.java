package dev.souk.catalog;

import dev.souk.lambda.db.Sql;
import dev.souk.lambda.member.Seller;
import dev.souk.model.DiscountId;
import dev.souk.model.ProductId;
import dev.souk.model.StoreId;
import dev.souk.model.StoreRole;
import dev.souk.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All discounts. */
public interface Discounts {
    static Discounts in(Sql sql) {
        return new SqlDiscounts(sql);
    }

    /** The discount if {@code seller} may act for its store. */
    Optional<Discount> find(DiscountId id, Seller seller);

    /** What somebody is in the store of the discount. */
    Optional<StoreRole> role(DiscountId id, UserId user);

    /** What a seller says of a discount. */
    record Draft(
            String code,
            Reduction reduction,
            Optional<ProductId> product,
            Discount.Limits limits,
            Discount.Window window) {}

    /** What came of adding one. */
    enum Added {
        /** Now, or before under the same id. */
        THERE,
        /** The store has another discount with this code. */
        CODE_TAKEN,
        /** The store does not sell the product, or {@code seller} may no longer act for the store. */
        NO_SUCH_PRODUCT
    }

    /** Adds an active discount; adding one under an id that stands already changes nothing. */
    Added add(DiscountId id, StoreId store, Seller seller, Draft draft, Instant now);

    /** Writes state, limits and window of {@code discount}; false when its version is no longer the newest, or {@code seller} may not. */
    boolean change(Discount discount, Seller seller, Instant now);

    /** Those of a store, newest first, at most {@code limit}, that are older than {@code before}. */
    List<Discount> of(StoreId store, Optional<DiscountId> before, int limit);
}
