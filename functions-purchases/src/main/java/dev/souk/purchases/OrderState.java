package dev.souk.purchases;

import java.util.Locale;

/** Where an order stands. It is only ever moved by a conditional UPDATE, whose row count says who won. */
public enum OrderState {
    AWAITING_PAYMENT,
    PAID,
    /** Some of the money went back. */
    PARTIALLY_REFUNDED,
    /** All of the money went back, by refund or by a dispute that was lost. */
    REFUNDED,
    /** The buyer's bank wants the money back, and it is not decided. */
    DISPUTED,
    /** Its payment page closed unpaid. A payment that lands all the same is still fulfilled. */
    EXPIRED,
    /** A delayed payment did not come through. */
    FAILED;

    /** As the API and the database write it: {@code awaiting_payment}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether money came in for it, whatever became of the money later. */
    public boolean wasPaid() {
        return switch (this) {
            case PAID, PARTIALLY_REFUNDED, REFUNDED, DISPUTED -> true;
            case AWAITING_PAYMENT, EXPIRED, FAILED -> false;
        };
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
