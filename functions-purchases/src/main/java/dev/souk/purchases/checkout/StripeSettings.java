package dev.souk.purchases.checkout;

import com.stripe.StripeClient;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * How Stripe is reached.
 *
 * @param apiBase somewhere else than Stripe's own address
 */
public record StripeSettings(Secret key, Optional<URI> apiBase) {
    /** stripe-java would wait 30 and 80 seconds, which is longer than API Gateway does. */
    private static final int CONNECT_MILLIS = 3_000;

    private static final int READ_MILLIS = 10_000;

    /** Reads {@code STRIPE_SECRET_KEY} and {@code STRIPE_API_BASE} (optional). */
    public static StripeSettings from(Environment environment) {
        return new StripeSettings(environment.secret("STRIPE_SECRET_KEY"), environment.findUri("STRIPE_API_BASE"));
    }

    StripeClient client() {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(key.reveal())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(0);
        apiBase.ifPresent(base -> builder.setApiBase(base.toString()));
        return builder.build();
    }
}
