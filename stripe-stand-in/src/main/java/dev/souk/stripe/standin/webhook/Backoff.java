package dev.souk.stripe.standin.webhook;

import java.time.Duration;

/**
 * When a delivery is tried again: after {@code first}, then {@code factor} times as long each time, never longer than
 * {@code longest}, until the event is {@code giveUpAfter} old. All by the stand-in's clock.
 */
public record Backoff(Duration first, double factor, Duration longest, Duration giveUpAfter) {

    /** A second, two, four … a minute: quick enough to watch; for three days, as Stripe does. */
    public static Backoff quick() {
        return new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), Duration.ofDays(3));
    }

    /** The wait after the given number of attempts, from 1. */
    Duration after(int attempts) {
        double millis = first.toMillis() * Math.pow(factor, Math.max(0, attempts - 1));
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }
}
