package dev.souk.purchases.reconcile;

import java.util.Locale;

/**
 * Something that does not agree with Stripe's record and that nobody but people can put right.
 *
 * @param reference Stripe's name of what it is about: a payment, an event
 * @param detail what differs, by ids and amounts
 */
record Finding(Kind kind, String reference, String detail) {
    enum Kind {
        /** Money came in that fits no order, or not the one it names. */
        PAYMENT_FITS_NO_ORDER,
        /** A payment that is on our books is not known to Stripe. */
        PAYMENT_UNKNOWN_AT_STRIPE,
        /** Stripe has taken in another amount than is on our books. */
        AMOUNT_DIFFERS,
        /** The ledger says otherwise than Stripe's own books. */
        LEDGER_DIFFERS,
        /** A payment could not be compared: the log says why. */
        LOOK_FAILED,
        /** An event could not be acted on. */
        EVENT_REFUSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
