package dev.souk.stripe.standin.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that requests to come will meet. Each request meets the first that fits it. */
public final class Outages {
    private final List<Ordered> ahead = new ArrayList<>();

    /**
     * A fault to come.
     *
     * @param delay how long a timeout holds the connection, or a slow answer takes
     */
    record Outage(Fault fault, Duration delay) {}

    private static final class Ordered {
        private final Outage outage;
        private final Predicate<ApiCall> when;
        private int left;

        private Ordered(Outage outage, Predicate<ApiCall> when, int times) {
            this.outage = outage;
            this.when = when;
            this.left = times;
        }
    }

    /** So many of the requests that fit, after those that were ordered before, meet the fault. */
    public synchronized void add(Fault fault, Predicate<ApiCall> when, int times, Duration delay) {
        ahead.add(new Ordered(new Outage(fault, delay), when, times));
    }

    public synchronized void clear() {
        ahead.clear();
    }

    /** How many requests will still meet a fault. */
    public synchronized int size() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                ahead.stream().mapToLong(ordered -> ordered.left).sum());
    }

    synchronized Optional<Outage> next(ApiCall call) {
        Optional<Ordered> met =
                ahead.stream().filter(ordered -> ordered.when.test(call)).findFirst();
        met.ifPresent(ordered -> ordered.left--);
        ahead.removeIf(ordered -> ordered.left == 0);
        return met.map(ordered -> ordered.outage);
    }
}
