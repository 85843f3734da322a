package dev.souk.purchases.sales;

import java.time.Duration;
import java.time.Instant;

/** What came of sending a receipt again. */
public sealed interface ResendOutcome {
    /**
     * It is on its way.
     *
     * @param times how often it was sent again by now
     * @param next from when on it can be sent once more
     */
    record Sent(int times, Instant next) implements ResendOutcome {}

    record NoSuchSale() implements ResendOutcome {}

    /** It was sent again a short while ago. */
    record TooSoon(Duration left) implements ResendOutcome {}
}
