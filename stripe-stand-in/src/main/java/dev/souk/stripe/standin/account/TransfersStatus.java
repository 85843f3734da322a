package dev.souk.stripe.standin.account;

import java.util.Arrays;
import java.util.Locale;

/** Whether an account can receive transfers: Stripe's {@code stripe_transfers.status}. */
public enum TransfersStatus {
    ACTIVE,
    PENDING,
    RESTRICTED;

    /** As Stripe writes it: {@code active}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code text} is none of them */
    public static TransfersStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("transfers are active, pending or restricted"));
    }
}
