package dev.souk.stripe.standin.payment;

/** How a buyer may pay. */
public enum PaymentMethod {
    CARD("card"),
    /** Decided some time after the session is complete. */
    BANK_DEBIT("us_bank_account");

    private final String stripeName;

    PaymentMethod(String stripeName) {
        this.stripeName = stripeName;
    }

    public String stripeName() {
        return stripeName;
    }
}
