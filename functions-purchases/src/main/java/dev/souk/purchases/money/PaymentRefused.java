package dev.souk.purchases.money;

/** Stripe will not do what was asked, and did not. */
public final class PaymentRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    PaymentRefused(String code, Throwable cause) {
        super("Stripe refused: " + code, cause);
        this.code = code;
    }

    /** Stripe's word for it: {@code charge_already_refunded}. */
    public String code() {
        return code;
    }
}
