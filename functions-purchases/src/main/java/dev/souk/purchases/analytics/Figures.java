package dev.souk.purchases.analytics;

import dev.souk.model.Currency;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of some days, or of a product on them.
 *
 * @param views how often a product's page was looked at
 * @param sales how many things were sold: a cart of two is two
 * @param refundedSales of how many of them anything went back
 * @param money in each currency that they were sold in: currencies are never added
 */
public record Figures(long views, long sales, long refundedSales, SortedMap<Currency, Amounts> money) {
    static final Figures NONE = new Figures(0, 0, 0, Collections.emptySortedMap());

    private static final int WHOLE = 10_000;

    public Figures {
        money = Collections.unmodifiableSortedMap(new TreeMap<>(money));
    }

    /**
     * In minor units.
     *
     * @param revenue what buyers paid, tax included, whatever went back later
     * @param refunded what of that went back
     * @param net what is left to the seller: without tax, the platform's fee, and what went back of the seller's share
     */
    public record Amounts(long revenue, long refunded, long net) {
        Amounts plus(Amounts other) {
            return new Amounts(revenue + other.revenue, refunded + other.refunded, net + other.net);
        }
    }

    static Figures viewed(long views) {
        return new Figures(views, 0, 0, Collections.emptySortedMap());
    }

    static Figures sold(long sales, long refundedSales, Currency currency, Amounts amounts) {
        return new Figures(0, sales, refundedSales, new TreeMap<>(Map.of(currency, amounts)));
    }

    Figures plus(Figures other) {
        TreeMap<Currency, Amounts> sum = new TreeMap<>(money);
        other.money.forEach((currency, amounts) -> sum.merge(currency, amounts, Amounts::plus));
        return new Figures(views + other.views, sales + other.sales, refundedSales + other.refundedSales, sum);
    }

    /** Sales for each 10,000 views, rounded down; empty without views. More than 10,000 where more was sold than looked at. */
    public OptionalLong conversion() {
        return views == 0 ? OptionalLong.empty() : OptionalLong.of(Math.multiplyExact(sales, WHOLE) / views);
    }
}
