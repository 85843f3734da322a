package dev.souk.purchases;

import java.math.BigInteger;

/** Parts of amounts, in minor units, exact: what is split adds up to what there was. */
public final class Shares {
    private static final long WHOLE = 10_000;

    private Shares() {}

    /** {@code basisPoints} ten-thousandths of {@code amount}, rounded half up. */
    public static long basisPoints(long amount, int basisPoints) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(amount, (long) basisPoints), WHOLE / 2), WHOLE);
    }

    /** The part of {@code amount} that is {@code numerator} of {@code denominator}, rounded down; 0 of nothing. */
    public static long part(long amount, long numerator, long denominator) {
        if (denominator == 0) {
            return 0;
        }
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }

    /**
     * Splits {@code amount} by {@code weights}: each part is rounded down, and what is left goes a unit each to those who lost most by
     * it, the first of equals first. All zero weights get nothing but the first, which gets all.
     */
    public static long[] split(long amount, long[] weights) {
        long sum = 0;
        for (long weight : weights) {
            sum = Math.addExact(sum, weight);
        }
        long[] parts = new long[weights.length];
        if (sum == 0) {
            parts[0] = amount;
            return parts;
        }
        long left = amount;
        BigInteger[] lost = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] quotient = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(BigInteger.valueOf(sum));
            parts[i] = quotient[0].longValueExact();
            lost[i] = quotient[1];
            left -= parts[i];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int i = 1; i < lost.length; i++) {
                if (lost[i].compareTo(lost[most]) > 0) {
                    most = i;
                }
            }
            parts[most]++;
            lost[most] = BigInteger.ZERO;
        }
        return parts;
    }
}
