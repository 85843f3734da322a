package dev.souk.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that an endpoint was told something.
 *
 * @param number 1, 2 … within its delivery; one that nobody knows the end of leaves a gap
 * @param status what it answered, when it did
 * @param response how its answer begins
 */
public record Attempt(
        int number, Instant at, Duration took, AttemptResult result, Optional<Integer> status, String response) {
    /** So much of an answer is kept, in characters. */
    public static final int LONGEST_RESPONSE = 1000;
}
