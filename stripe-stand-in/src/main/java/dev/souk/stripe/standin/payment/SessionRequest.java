package dev.souk.stripe.standin.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a seller asked for when opening a session; it was checked.
 *
 * @param currency three lower-case letters, the same for all items
 * @param successUrl may hold the template {@code {CHECKOUT_SESSION_ID}}
 */
public record SessionRequest(
        String currency,
        List<LineItem> lineItems,
        @Nullable String clientReferenceId,
        @Nullable String customerEmail,
        Map<String, String> metadata,
        String successUrl,
        @Nullable String cancelUrl,
        Instant expiresAt,
        PaymentIntentData paymentIntentData,
        List<PaymentMethod> paymentMethods,
        String customerCreation,
        @Nullable String locale,
        @Nullable String submitType,
        @Nullable String billingAddressCollection,
        boolean automaticTax) {

    /** Before a tax that comes on top. */
    public long subtotal() {
        return lineItems.stream().mapToLong(LineItem::amount).reduce(0, Math::addExact);
    }

    public long tax() {
        return lineItems.stream().mapToLong(LineItem::tax).sum();
    }

    /** What the buyer pays. */
    public long total() {
        return subtotal() + lineItems.stream().mapToLong(LineItem::addedTax).sum();
    }
}
