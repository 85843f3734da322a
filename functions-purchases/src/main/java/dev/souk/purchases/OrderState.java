package dev.souk.purchases;

import java.util.Locale;

/** Where an order stands. It is only ever moved by a conditional UPDATE, whose row count says who won. */
public enum OrderState {
    AWAITING_PAYMENT,
    PAID,
    /** Its payment page closed unpaid. A payment that lands all the same is still fulfilled. */
    EXPIRED,
    /** A delayed payment did not come through. */
    FAILED;

    /** As the API and the database write it: {@code awaiting_payment}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
