package dev.souk.purchases.payment;

/**
 * A message on the queue that must not be acted on: forged, stale, of another API version, or about an order or amount that we do not
 * know. It stays on the queue and goes to the dead letters, where it raises the alarm and can be looked at and sent again.
 */
final class PaymentEventRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    PaymentEventRefused(String why) {
        super(why);
    }

    PaymentEventRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
