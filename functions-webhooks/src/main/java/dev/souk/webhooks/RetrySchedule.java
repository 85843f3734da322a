package dev.souk.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a delivery that failed is tried again: after longer and longer, for three days. */
public final class RetrySchedule {
    /** Altogether 71 hours and 36 minutes. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(20));

    /** However much is due at an endpoint that takes nothing, no delivery is tried for longer. */
    private static final Duration LONGEST = Duration.ofDays(3);

    /** Each pause is up to a tenth shorter or longer, so that what failed together does not come back together. */
    private static final double SPREAD = 0.1;

    private RetrySchedule() {}

    /**
     * When to try again; empty when that was the last time.
     *
     * @param tries how often it was tried, from 1
     * @param begun when it was to be tried first
     * @param chance from 0 to 1
     */
    public static Optional<Instant> next(int tries, Instant begun, Instant now, double chance) {
        if (tries > PAUSES.size() || !now.isBefore(begun.plus(LONGEST))) {
            return Optional.empty();
        }
        long pause = PAUSES.get(tries - 1).toMillis();
        return Optional.of(now.plusMillis(Math.round(pause * (1 - SPREAD + 2 * SPREAD * chance))));
    }
}
