package dev.souk.stripe.standin.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stripe's limit on every endpoint, which is a method and a path whatever the id in it. By real time even when the stand-in's
 * clock stands still: it is about load.
 */
final class RateLimit {
    private final double perSecond;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** @param perSecond 0 for no limit */
    RateLimit(double perSecond) {
        this.perSecond = perSecond;
    }

    boolean admits(String endpoint) {
        return perSecond <= 0
                || buckets.computeIfAbsent(endpoint, ignored -> new TokenBucket(perSecond, System::nanoTime))
                        .take();
    }
}
