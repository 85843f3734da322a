package dev.souk.purchases;

import com.stripe.StripeClient;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Stripe is reached.
 *
 * @param apiBase somewhere else than Stripe's own address
 * @param patience how long its answer may take; stripe-java would wait 80 seconds, which is longer than API Gateway does
 */
public record StripeSettings(Secret key, Optional<URI> apiBase, Duration patience) {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int MOST_MILLIS = 20_000;
    private static final Duration SHORT = Duration.ofSeconds(4);

    /** Reads {@code STRIPE_SECRET_KEY}, {@code STRIPE_API_BASE} (optional) and {@code STRIPE_READ_MILLIS} (10,000). */
    public static StripeSettings from(Environment environment) {
        return new StripeSettings(
                environment.secret("STRIPE_SECRET_KEY"),
                environment.findUri("STRIPE_API_BASE"),
                Duration.ofMillis(environment.number("STRIPE_READ_MILLIS", 10_000, 100, MOST_MILLIS)));
    }

    /** The same for somebody who cannot wait long for an answer. */
    public StripeSettings impatient() {
        return new StripeSettings(key, apiBase, patience.compareTo(SHORT) < 0 ? patience : SHORT);
    }

    /** A client; making one costs time, so it is made when it is first needed. */
    public StripeClient client() {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(key.reveal())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(Math.toIntExact(patience.toMillis()))
                .setMaxNetworkRetries(0);
        apiBase.ifPresent(base -> builder.setApiBase(base.toString()));
        return builder.build();
    }
}
