package dev.souk.stripe.standin.api;

import java.util.function.LongSupplier;

/** Lets through so many a second, and as many at once after a rest. */
final class TokenBucket {
    private final double perSecond;
    private final LongSupplier nanos;
    private double tokens;
    private long last;

    TokenBucket(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.tokens = Math.max(1, perSecond);
        this.last = nanos.getAsLong();
    }

    synchronized boolean take() {
        long now = nanos.getAsLong();
        tokens = Math.min(Math.max(1, perSecond), tokens + (now - last) * perSecond / 1e9);
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
