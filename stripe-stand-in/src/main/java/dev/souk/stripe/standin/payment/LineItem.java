package dev.souk.stripe.standin.payment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * So many of one thing.
 *
 * @param unitAmount in minor units of the session's currency
 * @param images URLs of pictures
 * @param tax on the whole line, once the session is complete
 * @param taxIncluded whether the amount contains it
 * @param taxBehavior what was said of it; null for nothing
 */
public record LineItem(
        String id,
        String priceId,
        String productId,
        String name,
        @Nullable String description,
        List<String> images,
        long unitAmount,
        long quantity,
        Map<String, String> metadata,
        long tax,
        boolean taxIncluded,
        @Nullable String taxBehavior) {

    /** Before a tax that comes on top. */
    public long amount() {
        return Math.multiplyExact(unitAmount, quantity);
    }

    /** What comes on top. */
    public long addedTax() {
        return taxIncluded ? 0 : tax;
    }
}
