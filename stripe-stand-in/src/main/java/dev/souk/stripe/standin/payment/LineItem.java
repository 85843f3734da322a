package dev.souk.stripe.standin.payment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * So many of one thing.
 *
 * @param unitAmount in minor units of the session's currency
 * @param images URLs of pictures
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
        Map<String, String> metadata) {

    public long amount() {
        return Math.multiplyExact(unitAmount, quantity);
    }
}
