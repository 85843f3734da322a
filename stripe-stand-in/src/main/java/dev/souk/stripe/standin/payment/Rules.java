package dev.souk.stripe.standin.payment;

import java.time.Duration;

/**
 * What Stripe takes, and how long it takes.
 *
 * @param feeBasisPoints of a charge, hundredths of a per cent
 * @param feeFixed of a charge, in minor units of whatever currency
 * @param disputeFee in minor units; it does not come back
 * @param taxBasisPoints what Stripe Tax adds to a session with {@code automatic_tax}
 * @param taxInclusive whether prices that do not say so contain the tax
 * @param fundsAvailableAfter how long money that came in is pending
 */
public record Rules(
        int feeBasisPoints,
        long feeFixed,
        long disputeFee,
        int taxBasisPoints,
        boolean taxInclusive,
        Duration fundsAvailableAfter) {
    private static final int WHOLE = 10_000;

    public Rules {
        if (feeBasisPoints < 0 || feeFixed < 0 || disputeFee < 0 || taxBasisPoints < 0) {
            throw new IllegalArgumentException("fees and taxes are not below zero");
        }
    }

    /** 2.9 % + 30, 15.00 for a dispute, a tax of 8 % on top, two days. */
    public static Rules standard() {
        return new Rules(290, 30, 1_500, 800, false, Duration.ofDays(2));
    }

    public Rules withFee(int basisPoints, long fixed) {
        return new Rules(basisPoints, fixed, disputeFee, taxBasisPoints, taxInclusive, fundsAvailableAfter);
    }

    public Rules withDisputeFee(long fee) {
        return new Rules(feeBasisPoints, feeFixed, fee, taxBasisPoints, taxInclusive, fundsAvailableAfter);
    }

    public Rules withTax(int basisPoints, boolean inclusive) {
        return new Rules(feeBasisPoints, feeFixed, disputeFee, basisPoints, inclusive, fundsAvailableAfter);
    }

    public Rules withFundsAvailableAfter(Duration delay) {
        return new Rules(feeBasisPoints, feeFixed, disputeFee, taxBasisPoints, taxInclusive, delay);
    }

    /** Rounded half up, and never more than the charge. */
    long feeOn(long amount) {
        return Math.min(amount, share(amount, feeBasisPoints, WHOLE) + feeFixed);
    }

    /**
     * The tax on top of an amount, or the part of it that is tax.
     *
     * @param step what it has to be a multiple of; rounded half up
     */
    public long taxOn(long amount, boolean inclusive, long step) {
        long tax = share(amount, taxBasisPoints, inclusive ? WHOLE + taxBasisPoints : WHOLE);
        return (tax + step / 2) / step * step;
    }

    private static long share(long amount, int of, int whole) {
        return (Math.multiplyExact(amount, of) + whole / 2) / whole;
    }
}
