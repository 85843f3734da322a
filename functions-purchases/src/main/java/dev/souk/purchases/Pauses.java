package dev.souk.purchases;

import java.time.Duration;

/** How a function waits: for real, or by somebody's own clock. */
public interface Pauses {
    /** Waits by the clock on the wall. */
    Pauses REAL = Thread::sleep;

    void take(Duration length) throws InterruptedException;
}
