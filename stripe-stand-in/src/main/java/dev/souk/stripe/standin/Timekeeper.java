package dev.souk.stripe.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Does what time brings. It looks again when woken, when the next thing is due, and every quarter of a second in any case,
 * because the clock may be one that somebody else moves.
 */
final class Timekeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Timekeeper.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final Clock clock;
    private final List<Function<Instant, Optional<Instant>>> chores;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread =
            Thread.ofVirtual().name("stripe-stand-in-timekeeper").unstarted(this::run);

    /** @param chores each does what is due at an instant and gives the time of what is due next */
    Timekeeper(Clock clock, List<Function<Instant, Optional<Instant>>> chores) {
        this.clock = clock;
        this.chores = List.copyOf(chores);
    }

    void start() {
        thread.start();
    }

    void wake() {
        woken.release();
    }

    /** Does what is due now; gives the time of what is due next. */
    Optional<Instant> runDue() {
        Instant now = clock.instant();
        return chores.stream()
                .map(chore -> chore.apply(now))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration wait = LONGEST_WAIT;
                for (Function<Instant, Optional<Instant>> chore : chores) {
                    Duration until = untilNext(chore);
                    wait = until.compareTo(wait) < 0 ? until : wait;
                }
                if (woken.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilNext(Function<Instant, Optional<Instant>> chore) {
        Instant now = clock.instant();
        try {
            return chore.apply(now).map(next -> Duration.between(now, next)).orElse(LONGEST_WAIT);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the stand-in could not do what was due", e);
            return LONGEST_WAIT;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
