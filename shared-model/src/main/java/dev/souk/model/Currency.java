package dev.souk.model;

import java.util.Optional;

/**
 * A currency Souk sells in. {@code decimals} places its minor unit; {@code minimum} is the least that Stripe charges, in
 * minor units (docs.stripe.com/currencies, "Minimum and maximum charge amounts").
 */
public enum Currency {
    USD(2, 50),
    EUR(2, 50),
    GBP(2, 30),
    JPY(0, 50),
    CHF(2, 50),
    CAD(2, 50),
    AUD(2, 50),
    NZD(2, 50),
    SEK(2, 300),
    NOK(2, 300),
    DKK(2, 250),
    PLN(2, 200),
    CZK(2, 1500),
    BRL(2, 50),
    INR(2, 50),
    MXN(2, 1000),
    SGD(2, 50),
    HKD(2, 400);

    private final int decimals;
    private final long minimum;

    Currency(int decimals, long minimum) {
        this.decimals = decimals;
        this.minimum = minimum;
    }

    public int decimals() {
        return decimals;
    }

    /** The least amount that can be charged, in minor units. */
    public long minimum() {
        return minimum;
    }

    /** The currency of an ISO 4217 code in capitals, or empty when Souk does not sell in it. */
    public static Optional<Currency> of(String code) {
        for (Currency currency : values()) {
            if (currency.name().equals(code)) {
                return Optional.of(currency);
            }
        }
        return Optional.empty();
    }
}
