package dev.souk.purchases.checkout;

import java.util.Optional;

/** Whether Stripe Tax is asked what tax is due. */
public enum Tax {
    OFF,
    /** It comes on top of the prices. */
    EXCLUSIVE,
    /** The prices contain it. */
    INCLUSIVE;

    /** Of {@code STRIPE_TAX}: {@code off}, {@code exclusive}, {@code inclusive}. */
    public static Optional<Tax> of(String text) {
        return switch (text) {
            case "off" -> Optional.of(OFF);
            case "exclusive" -> Optional.of(EXCLUSIVE);
            case "inclusive" -> Optional.of(INCLUSIVE);
            default -> Optional.empty();
        };
    }
}
