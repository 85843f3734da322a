package dev.souk.model;

import java.util.ArrayList;
import java.util.List;

/**
 * An amount in minor units (cents, yen) and its currency; 0 to {@value #MOST}, which is as much as Stripe charges at once. What can be
 * below zero, as a balance can, is not money in this sense.
 */
public record Money(long amount, Currency currency) {
    public static final long MOST = 99_999_999;
    /** All of it, in basis points. */
    public static final int WHOLE = 10_000;

    private static final long HEAVIEST = Long.MAX_VALUE / MOST;

    public Money {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("an amount is between 0 and " + MOST + " minor units, not " + amount);
        }
    }

    public static Money none(Currency currency) {
        return new Money(0, currency);
    }

    public boolean isFree() {
        return amount == 0;
    }

    /** @throws IllegalArgumentException when the currencies differ or the sum is more than {@value #MOST} */
    public Money plus(Money other) {
        same(other);
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    /** @throws IllegalArgumentException when the currencies differ or {@code other} is more than this */
    public Money minus(Money other) {
        same(other);
        return new Money(amount - other.amount, currency);
    }

    /** The smaller of the two. */
    public Money atMost(Money other) {
        same(other);
        return amount <= other.amount ? this : other;
    }

    /**
     * That share of it, the half rounded up; to what Stripe charges (see {@link Currency#step}) where the whole is such an amount. Never
     * more than the whole.
     *
     * @param points 0 to {@value #WHOLE}
     */
    public Money basisPoints(int points) {
        if (points < 0 || points > WHOLE) {
            throw new IllegalArgumentException("a share has 0 to " + WHOLE + " basis points, not " + points);
        }
        long grain = grain();
        return new Money((amount / grain * points + WHOLE / 2) / WHOLE * grain, currency);
    }

    /**
     * Splits it in proportion, by largest remainders: each part is its exact share rounded down or up, the parts add up to the whole, and of
     * equal remainders the first is rounded up, so that the same split always ends the same. Parts are amounts that Stripe charges (see
     * {@link Currency#step}) where the whole is one. If it is split by what the weights add up to or less, no part is more than its weight
     * (of weights that are such amounts).
     *
     * @param weights none below zero, and not all zero unless there is nothing to split
     */
    public List<Money> allocate(long... weights) {
        long total = weigh(weights);
        long grain = grain();
        long grains = amount / grain;
        long[] parts = new long[weights.length];
        long[] remainders = new long[weights.length];
        long left = grains;
        for (int i = 0; i < weights.length; i++) {
            if (total > 0) {
                parts[i] = grains * weights[i] / total;
                remainders[i] = grains * weights[i] % total;
                left -= parts[i];
            }
        }
        for (; left > 0; left--) {
            int largest = largest(remainders);
            parts[largest]++;
            remainders[largest] = -1;
        }
        List<Money> split = new ArrayList<>(parts.length);
        for (long part : parts) {
            split.add(new Money(part * grain, currency));
        }
        return List.copyOf(split);
    }

    /** As people read it: {@code 12.50 USD}, {@code 1250 JPY}, {@code 1.250 KWD}. */
    public String display() {
        return currency.display(amount);
    }

    /** What it can be cut into: Stripe's step, or the minor unit when it is no multiple of that itself. */
    private long grain() {
        return amount % currency.step() == 0 ? currency.step() : 1;
    }

    private long weigh(long[] weights) {
        long total = 0;
        for (long weight : weights) {
            if (weight < 0 || weight > HEAVIEST - total) {
                throw new IllegalArgumentException(
                        "weights are not below 0 and add up to at most " + HEAVIEST + ", unlike " + weight);
            }
            total += weight;
        }
        if (total == 0 && amount > 0) {
            throw new IllegalArgumentException("there is nobody to split " + display() + " between");
        }
        return total;
    }

    private static int largest(long[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }

    private void same(Money other) {
        if (currency != other.currency) {
            throw new IllegalArgumentException(other.currency + " and " + currency + " are different currencies");
        }
    }
}
