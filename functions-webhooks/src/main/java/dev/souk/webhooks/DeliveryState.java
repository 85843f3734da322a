package dev.souk.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has become of telling an endpoint. */
public enum DeliveryState {
    /** It will be tried, for the first time or again. */
    PENDING,
    /** The endpoint took it. */
    DELIVERED,
    /** It was tried for three days, or the endpoint was gone. */
    FAILED,
    /** The endpoint was disabled. */
    NOT_SENT;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeliveryState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
