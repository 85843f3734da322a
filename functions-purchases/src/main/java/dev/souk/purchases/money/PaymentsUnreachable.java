package dev.souk.purchases.money;

/** Stripe cannot be asked just now, or did not answer: what was wanted may have been done or not. */
public final class PaymentsUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean spendsKey;

    /** @param spendsKey whether the answer was an error of Stripe's own, which it repeats for the idempotency key */
    PaymentsUnreachable(String why, boolean spendsKey, Throwable cause) {
        super(why, cause);
        this.spendsKey = spendsKey;
    }

    public boolean spendsKey() {
        return spendsKey;
    }
}
