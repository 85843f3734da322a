package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Stripe is reached. No class of Stripe's is loaded for it.
 *
 * @param apiBase somewhere else than Stripe's own address
 * @param patience how long an answer may take: a request of ours waits for several
 */
record StripeAccess(Secret key, Optional<URI> apiBase, Duration patience) {
    private static final int MOST_MILLIS = 20_000;

    /** Reads {@code STRIPE_SECRET_KEY}, {@code STRIPE_API_BASE} (optional) and {@code STRIPE_READ_MILLIS} (6,000). */
    static StripeAccess from(Environment environment) {
        return new StripeAccess(
                environment.secret("STRIPE_SECRET_KEY"),
                environment.findUri("STRIPE_API_BASE"),
                Duration.ofMillis(environment.number("STRIPE_READ_MILLIS", 6_000, 100, MOST_MILLIS)));
    }
}
