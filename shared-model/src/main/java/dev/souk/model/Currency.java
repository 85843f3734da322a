package dev.souk.model;

import java.util.Optional;

/**
 * A currency that Souk sells in: each that Stripe charges. What a constant says, from docs.stripe.com/currencies:
 *
 * <ul>
 *   <li>{@code decimals}: the places of the minor unit <em>at Stripe</em>, which is not ISO 4217's everywhere: a krona of Iceland and
 *       a shilling of Uganda are 100 at Stripe, though neither has a smaller coin.
 *   <li>{@code minimum}: the least that is charged, in minor units. Stripe has its own for the first group. For the others it asks for the
 *       equivalent of 0.50 USD; ours is a round amount that was worth 0.60 to 1.30 USD when this was written, so that rates may move.
 *       Stripe measures in the currency that the platform is paid out in: where that is another one it may still refuse a little more.
 *   <li>{@code step}: what an amount must be a multiple of. Partners of Stripe take no thousandths of a dinar, so the last of three
 *       decimals is 0; and a krona or a shilling is never broken. Forints and Taiwan's dollars are whole in payouts only.
 * </ul>
 *
 * <p>Not here: the lev and the Antillean guilder, which are no longer money.
 */
public enum Currency {
    // With a minimum of Stripe's own.
    USD(2, 50),
    AED(2, 200),
    ARS(2, 50),
    AUD(2, 50),
    BRL(2, 50),
    CAD(2, 50),
    CHF(2, 50),
    COP(2, 50),
    CZK(2, 1500),
    DKK(2, 250),
    EUR(2, 50),
    GBP(2, 30),
    HKD(2, 400),
    HUF(2, 17_500),
    IDR(2, 50),
    ILS(2, 50),
    INR(2, 50),
    JPY(0, 50),
    KRW(0, 50),
    MXN(2, 1000),
    MYR(2, 200),
    NOK(2, 300),
    NZD(2, 50),
    PHP(2, 50),
    PLN(2, 200),
    RON(2, 200),
    RUB(2, 50),
    SEK(2, 300),
    SGD(2, 50),
    THB(2, 1000),
    ZAR(2, 50),
    // With about what 0.50 USD is.
    AFN(2, 5000),
    ALL(2, 7500),
    AMD(2, 25_000),
    AOA(2, 75_000),
    AWG(2, 150),
    AZN(2, 150),
    BAM(2, 150),
    BBD(2, 150),
    BDT(2, 10_000),
    BHD(3, 250),
    BIF(0, 2500),
    BMD(2, 100),
    BND(2, 100),
    BOB(2, 500),
    BSD(2, 100),
    BWP(2, 1000),
    BYN(2, 250),
    BZD(2, 150),
    CDF(2, 200_000),
    CLP(0, 750),
    CNY(2, 500),
    CRC(2, 40_000),
    CVE(2, 7500),
    DJF(0, 150),
    DOP(2, 5000),
    DZD(2, 10_000),
    EGP(2, 4000),
    ETB(2, 12_500),
    FJD(2, 200),
    FKP(2, 50),
    GEL(2, 200),
    GIP(2, 50),
    GMD(2, 6000),
    GNF(0, 7500),
    GTQ(2, 600),
    GYD(2, 20_000),
    HNL(2, 2000),
    HTG(2, 10_000),
    ISK(2, 10_000, 100),
    JMD(2, 12_500),
    JOD(3, 500),
    KES(2, 10_000),
    KGS(2, 7500),
    KHR(2, 300_000),
    KMF(0, 400),
    KWD(3, 250),
    KYD(2, 75),
    KZT(2, 50_000),
    LAK(2, 2_000_000),
    LBP(2, 7_500_000),
    LKR(2, 25_000),
    LRD(2, 20_000),
    LSL(2, 1500),
    MAD(2, 750),
    MDL(2, 1500),
    MGA(0, 4000),
    MKD(2, 5000),
    MMK(2, 250_000),
    MNT(2, 300_000),
    MOP(2, 600),
    MUR(2, 4000),
    MVR(2, 1500),
    MWK(2, 150_000),
    MZN(2, 5000),
    NAD(2, 1500),
    NGN(2, 150_000),
    NIO(2, 3000),
    NPR(2, 12_500),
    OMR(3, 250),
    PAB(2, 100),
    PEN(2, 300),
    PGK(2, 400),
    PKR(2, 25_000),
    PYG(0, 6000),
    QAR(2, 300),
    RSD(2, 10_000),
    RWF(0, 1250),
    SAR(2, 300),
    SBD(2, 750),
    SCR(2, 1500),
    SHP(2, 50),
    SLE(2, 2000),
    SOS(2, 50_000),
    SRD(2, 4000),
    STD(2, 2_000_000),
    SZL(2, 1500),
    TJS(2, 1000),
    TND(3, 2500),
    TOP(2, 200),
    TRY(2, 5000),
    TTD(2, 500),
    TWD(2, 2500),
    TZS(2, 250_000),
    UAH(2, 4000),
    UGX(2, 300_000, 100),
    UYU(2, 4000),
    UZS(2, 1_000_000),
    VND(0, 20_000),
    VUV(0, 100),
    WST(2, 250),
    XAF(0, 500),
    XCD(2, 250),
    XOF(0, 500),
    XPF(0, 100),
    YER(2, 100_000),
    ZMW(2, 2500);

    private final int decimals;
    private final long minimum;
    private final int step;

    Currency(int decimals, long minimum) {
        this(decimals, minimum, decimals == 3 ? 10 : 1);
    }

    Currency(int decimals, long minimum, int step) {
        this.decimals = decimals;
        this.minimum = minimum;
        this.step = step;
    }

    public int decimals() {
        return decimals;
    }

    /** The least amount that can be charged, in minor units. */
    public long minimum() {
        return minimum;
    }

    /** What every amount at Stripe is a multiple of, in minor units: 1, 10 or 100. */
    public int step() {
        return step;
    }

    /** The most that can be charged at once, in minor units: eight digits. */
    public long maximum() {
        return Money.MOST / step * step;
    }

    /** Why Stripe would not charge {@code amount} minor units; empty when it would. Nothing (0) is not charged either. */
    public Optional<Unchargeable> unchargeable(long amount) {
        if (amount < minimum) {
            return Optional.of(new Unchargeable("below_minimum", "be at least " + display(minimum)));
        }
        if (amount > maximum()) {
            return Optional.of(new Unchargeable("above_maximum", "be at most " + display(maximum())));
        }
        return indivisible(amount);
    }

    /** Why {@code amount} minor units are more exact than Stripe is in this currency; empty when they are not. */
    public Optional<Unchargeable> indivisible(long amount) {
        return amount % step == 0
                ? Optional.empty()
                : Optional.of(new Unchargeable(
                        "not_a_multiple", "be a multiple of " + step + " minor units, which is " + display(step)));
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

    /** {@code amount} minor units, at least 0, as people read them: without decimals where the currency is never broken. */
    String display(long amount) {
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        if (unit == 1 || (step == unit && amount % unit == 0)) {
            return amount / unit + " " + name();
        }
        String rest = Long.toString(unit + amount % unit).substring(1);
        return amount / unit + "." + rest + " " + name();
    }
}
