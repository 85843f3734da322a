package dev.souk.purchases.money;

/** Money came in that fits no order here, or not this one: for people to look at. */
public final class PaymentMismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    PaymentMismatch(String why) {
        super(why);
    }
}
