package dev.souk.purchases.money;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The idempotency key of one thing that Stripe is to do once, in its attempts. Stripe remembers a key for a day, and repeats an
 * error of its own for it; so a key is good for a while and until such an error. After that Stripe is to be asked whether the thing was
 * done, and only then is it asked for with a new key.
 *
 * @param attempt how many keys there were; 0 when Stripe was never asked
 * @param since when the last of them was first used; empty when it is spent
 */
public record RetryKey(int attempt, Optional<Instant> since) {
    /** Well within the 24 hours that Stripe remembers. */
    private static final Duration GOOD_FOR = Duration.ofHours(20);

    public static final RetryKey NEVER_USED = new RetryKey(0, Optional.empty());

    /** Whether Stripe has to be asked what became of the attempts so far. */
    public boolean isDoubtful(Instant now) {
        return attempt > 0
                && since.filter(first -> now.isBefore(first.plus(GOOD_FOR))).isEmpty();
    }

    /** The key to ask with: the same while it is good, else the next one. */
    public RetryKey forAttempt(Instant now) {
        return attempt == 0 || isDoubtful(now) ? new RetryKey(attempt + 1, Optional.of(now)) : this;
    }

    /** What is left of it after an error of Stripe's own. */
    public RetryKey spent() {
        return new RetryKey(attempt, Optional.empty());
    }

    /** What is sent to Stripe, for the thing that {@code name} names. */
    public String text(String name) {
        return name + "/" + attempt;
    }
}
