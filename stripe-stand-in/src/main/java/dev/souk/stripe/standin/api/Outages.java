package dev.souk.stripe.standin.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The faults that the next requests to the API will meet, in order. */
public final class Outages {
    private final Deque<Outage> ahead = new ArrayDeque<>();

    /**
     * A fault to come.
     *
     * @param delay how long a timeout holds the connection, or a slow answer takes
     */
    record Outage(Fault fault, Duration delay) {}

    /** So many requests, after those that were ordered before, meet the fault. */
    public synchronized void add(Fault fault, int times, Duration delay) {
        for (int i = 0; i < times; i++) {
            ahead.add(new Outage(fault, delay));
        }
    }

    public synchronized void clear() {
        ahead.clear();
    }

    /** How many requests will still meet a fault. */
    public synchronized int size() {
        return ahead.size();
    }

    synchronized Optional<Outage> next() {
        return Optional.ofNullable(ahead.poll());
    }
}
