package dev.souk.stripe.standin.payment;

import java.util.Map;

/** How an attempt to pay a session ended. */
public sealed interface PaymentOutcome {

    /** The session is complete: paid, or, by bank debit, waiting for the bank. */
    record Completed(CheckoutSession session) implements PaymentOutcome {}

    /** The bank refused; the session stays open. */
    record Declined(CheckoutSession session, Decline decline) implements PaymentOutcome {}

    /** The form is wrong, field by field; no bank was asked. */
    record Invalid(CheckoutSession session, Map<String, String> messages) implements PaymentOutcome {}

    /** It was paid before, or has expired: nothing was taken. */
    record NotOpen(CheckoutSession session) implements PaymentOutcome {}

    record NoSuchSession(String id) implements PaymentOutcome {}
}
