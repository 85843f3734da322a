package dev.souk.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an endpoint is told anything. */
public enum EndpointState {
    ENABLED,
    DISABLED;

    /** As it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EndpointState> parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
