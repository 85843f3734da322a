package dev.souk.purchases.checkout;

/** Ends the placing of an order from wherever it has got to, and undoes the transaction around it. It does not leave this package. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient CheckoutOutcome outcome;

    Stopped(CheckoutOutcome outcome) {
        super(outcome.getClass().getSimpleName());
        this.outcome = outcome;
    }

    CheckoutOutcome outcome() {
        return outcome;
    }
}
