package dev.souk.purchases.checkout;

import dev.souk.purchases.Pauses;
import java.time.Duration;

/** Lets so many through a second, evenly, and nobody for a while when told to. */
final class Pace {
    private final long gap;
    private long next = System.nanoTime();

    private final Pauses pauses;

    Pace(int perSecond, Pauses pauses) {
        this.pauses = pauses;
        this.gap = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** Returns when it is the caller's turn. */
    void await() throws InterruptedException {
        long turn;
        synchronized (this) {
            long now = System.nanoTime();
            turn = next - now > 0 ? next : now;
            next = turn + gap;
        }
        long wait = turn - System.nanoTime();
        if (wait > 0) {
            pauses.take(Duration.ofNanos(wait));
        }
    }

    /** Lets nobody through for so long. Whoever waits already is not held up. */
    synchronized void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        next = next - end > 0 ? next : end;
    }
}
