package dev.souk.stripe.standin.payment;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The currencies that Stripe charges in, with its idea of their minor units and its smallest and largest charge.
 * From Stripe's documentation, "Supported currencies".
 */
public final class Currencies {
    private static final Set<String> ALL = Set.of(
            ("aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf "
                            + "clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd "
                            + "hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr "
                            + "lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr "
                            + "pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std "
                            + "szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer "
                            + "zar zmw")
                    .split(" ", -1));
    private static final Set<String> NO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    /** Two decimals that are always 00. Stripe lists UGX among those without decimals as well, and its API does not take it so. */
    private static final Set<String> WHOLE = Set.of("isk", "ugx");

    private static final Map<String, Long> SMALLEST = Map.ofEntries(
            Map.entry("aed", 200L),
            Map.entry("bgn", 100L),
            Map.entry("czk", 1500L),
            Map.entry("dkk", 250L),
            Map.entry("gbp", 30L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17_500L),
            Map.entry("mxn", 1000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("thb", 1000L));
    private static final long LARGEST = 99_999_999;

    private Currencies() {}

    /** Whether the code, in lower case, is one that Stripe charges in. */
    public static boolean isSupported(String code) {
        return ALL.contains(code);
    }

    /**
     * The code, when Stripe charges in it.
     *
     * @throws InvalidRequest that names the parameter {@code currency}
     */
    public static String known(Params params, String code) {
        if (!isSupported(code)) {
            boolean upper = isSupported(code.toLowerCase(Locale.ROOT));
            throw new InvalidRequest(
                    null,
                    params.name("currency"),
                    "Invalid currency: " + code
                            + (upper ? ". Currencies are in lower case." : ". Stripe does not support it."));
        }
        return code;
    }

    /** In minor units. Currencies without a limit of their own have fifty of theirs. */
    public static long smallestCharge(String code) {
        return SMALLEST.getOrDefault(code, 50L);
    }

    /** What an amount has to be a multiple of, in minor units. */
    public static long step(String code) {
        return WHOLE.contains(code) ? 100 : THREE_DECIMALS.contains(code) ? 10 : 1;
    }

    /** What Stripe says to an amount that is none in this currency; empty when it is one. */
    public static Optional<String> unevenness(long amount, String code) {
        return amount % step(code) == 0
                ? Optional.empty()
                : Optional.of(
                        "Invalid amount. Amounts in " + code + " must be evenly divisible by " + step(code) + ".");
    }

    /** Eight digits, in minor units. */
    public static long largestCharge() {
        return LARGEST;
    }

    /** For people: {@code $12.50}, {@code ¥1,250}. */
    public static String format(long amount, String code) {
        int decimals = NO_DECIMALS.contains(code) ? 0 : THREE_DECIMALS.contains(code) ? 3 : 2;
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
        try {
            format.setCurrency(Currency.getInstance(code.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknownToTheJdk) {
            return BigDecimal.valueOf(amount, decimals) + " " + code.toUpperCase(Locale.ROOT);
        }
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(BigDecimal.valueOf(amount, decimals));
    }
}
