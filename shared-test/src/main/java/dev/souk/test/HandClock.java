package dev.souk.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until it is moved by hand. */
public final class HandClock extends Clock {
    private volatile Instant now;

    private HandClock(Instant now) {
        this.now = now;
    }

    /** Set to the present, to the microsecond that the database keeps. */
    public static HandClock now() {
        return new HandClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times here are UTC");
    }
}
