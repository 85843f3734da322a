package dev.souk.purchases.payment;

/** An event that is Stripe's and cannot be read: of another API version, or of a shape that this code was not written for. */
final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableEvent(String why) {
        super(why);
    }

    UnreadableEvent(String why, Throwable cause) {
        super(why, cause);
    }
}
