package dev.souk.purchases.money;

/** Stripe cannot be asked just now, or did not answer: what was wanted may have been done or not. */
public final class PaymentsUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean spendsKey;
    private final boolean limit;

    /**
     * @param spendsKey whether the idempotency key is of no more use: Stripe repeats an error of its own for it, or knows it for another
     *     request
     * @param limit whether Stripe only wants to be asked less often
     */
    PaymentsUnreachable(String why, boolean spendsKey, boolean limit, Throwable cause) {
        super(why, cause);
        this.spendsKey = spendsKey;
        this.limit = limit;
    }

    public boolean spendsKey() {
        return spendsKey;
    }

    /** Whether Stripe was there and only wants to be asked less often. */
    public boolean isLimit() {
        return limit;
    }
}
