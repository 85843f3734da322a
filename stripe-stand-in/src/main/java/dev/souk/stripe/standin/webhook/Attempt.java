package dev.souk.stripe.standin.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST to an endpoint.
 *
 * @param httpStatus null when no answer came
 * @param error why no answer came; null when one did
 */
public record Attempt(
        Instant at, @Nullable Integer httpStatus, @Nullable String error, long milliseconds) {

    public boolean succeeded() {
        return httpStatus != null && httpStatus >= 200 && httpStatus < 300;
    }
}
