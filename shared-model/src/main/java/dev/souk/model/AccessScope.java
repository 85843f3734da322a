package dev.souk.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an access token can be good for: the contract's {@code x-souk-scope}, one of them for each operation that takes such a token. */
public enum AccessScope {
    PROFILE_READ,
    STORES_READ,
    STORES_WRITE,
    PRODUCTS_READ,
    PRODUCTS_WRITE,
    DISCOUNTS_READ,
    DISCOUNTS_WRITE,
    ORDERS_READ,
    ORDERS_WRITE,
    PURCHASES_READ,
    PURCHASES_WRITE,
    REFUNDS_READ,
    REFUNDS_WRITE,
    PAYOUTS_READ,
    DISPUTES_READ,
    REVIEWS_READ,
    REVIEWS_WRITE,
    SALES_READ,
    SALES_WRITE,
    WEBHOOKS_READ,
    WEBHOOKS_WRITE;

    /** As the contract, JSON and SQL have it: {@code products:write}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<AccessScope> parse(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }
}
