package dev.souk.local.gateway;

import java.util.function.LongSupplier;

/** API Gateway's token bucket: so many requests a second, and so many at once after a rest. */
public final class Throttle {
    private final double perNano;
    private final double burst;
    private final LongSupplier nanos;
    private double tokens;
    private long filledAt;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public Throttle(double requestsPerSecond, int burst, LongSupplier nanos) {
        if (requestsPerSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a throttle lets something through");
        }
        this.perNano = requestsPerSecond / 1e9;
        this.burst = burst;
        this.nanos = nanos;
        this.tokens = burst;
        this.filledAt = nanos.getAsLong();
    }

    /** What an AWS account has unless it asked for more: 10,000 a second, 5,000 at once. */
    public static Throttle ofAnAccount() {
        return new Throttle(10_000, 5_000, System::nanoTime);
    }

    /** Whether one more request may pass. */
    synchronized boolean admits() {
        long now = nanos.getAsLong();
        tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
