package dev.souk.model.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sellers' programs can be told of. */
public enum SellerEventType {
    SALE_COMPLETED,
    SALE_REFUNDED,
    DISPUTE_OPENED,
    DISPUTE_CLOSED,
    FILE_READY,
    FILE_REJECTED,
    REVIEW_WRITTEN,
    /** Nothing has happened: the seller tries an endpoint. It is told whatever the endpoint has chosen. */
    ENDPOINT_TESTED;

    /** As the contract, JSON and SQL have it: {@code sale.completed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Whether an endpoint can choose to be told of it. */
    public boolean isChosen() {
        return this != ENDPOINT_TESTED;
    }

    public static Optional<SellerEventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
