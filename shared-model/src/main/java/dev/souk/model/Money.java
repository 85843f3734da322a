package dev.souk.model;

/** An amount in minor units (cents, yen) and its currency; 0 to {@value #MOST}, which is as much as Stripe charges at once. */
public record Money(long amount, Currency currency) {
    public static final long MOST = 99_999_999;

    public Money {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("an amount is between 0 and " + MOST + " minor units, not " + amount);
        }
    }

    public boolean isFree() {
        return amount == 0;
    }

    /** @throws IllegalArgumentException when the currencies differ or the sum is more than {@value #MOST} */
    public Money plus(Money other) {
        if (currency != other.currency) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    /** As people read it: {@code 12.50 USD}, {@code 1250 JPY}. */
    public String display() {
        if (currency.decimals() == 0) {
            return amount + " " + currency;
        }
        long unit = 1;
        for (int i = 0; i < currency.decimals(); i++) {
            unit *= 10;
        }
        String rest = Long.toString(unit + amount % unit).substring(1);
        return amount / unit + "." + rest + " " + currency;
    }
}
