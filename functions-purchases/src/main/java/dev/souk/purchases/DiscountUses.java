package dev.souk.purchases;

import dev.souk.lambda.db.Sql;
import dev.souk.model.DiscountId;
import dev.souk.model.OrderId;
import java.time.Instant;
import java.util.OptionalInt;

/** How often each discount is taken. A use is reserved by an order, and used once that is paid, or given back, once. */
public interface DiscountUses {
    static DiscountUses in(Sql sql) {
        return new SqlDiscountUses(sql);
    }

    /** What came of wanting one. */
    enum Outcome {
        RESERVED,
        /** All of them are taken. */
        USED_UP,
        /** This buyer has had theirs. */
        USED_UP_BY_BUYER
    }

    /** Takes one use for an order, unless that were more than {@code most}, or than {@code mostPerBuyer} of this buyer. */
    Outcome reserve(
            OrderId order,
            DiscountId discount,
            byte[] buyerHash,
            OptionalInt most,
            OptionalInt mostPerBuyer,
            Instant at);

    /** Keeps that the order's use is used; false when it had one and has given it back. */
    boolean use(OrderId order);

    /** Gives a reserved use back. True the first time. */
    boolean giveBack(OrderId order);
}
