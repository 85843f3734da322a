package dev.souk.benchmark.coldstart;

import java.time.Duration;

/**
 * One cold start.
 *
 * @param toNext from the start of the process until it asks for its first event, milliseconds
 * @param toFirst until its first answer is there, milliseconds
 * @param memoryMegabytes the most that was resident
 */
record Sample(double toNext, double toFirst, int memoryMegabytes) {
    static Sample of(Duration init, Duration took, int memoryMegabytes) {
        return new Sample(millis(init), millis(init.plus(took)), memoryMegabytes);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
