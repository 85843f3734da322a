package dev.souk.catalog;

import dev.souk.model.Money;

/** What a discount takes off. */
public sealed interface Reduction {
    /** @param basisPoints 1 to 10000, which is all of it */
    record Share(int basisPoints) implements Reduction {}

    /** @param money more than nothing; what is cheaper costs nothing then */
    record Amount(Money money) implements Reduction {}
}
