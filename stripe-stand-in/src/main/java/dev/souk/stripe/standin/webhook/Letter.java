package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.json.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * An event as it travels.
 *
 * @param payload byte for byte what was signed
 * @param signature the header {@code Stripe-Signature}
 */
record Letter(String payload, String signature) {

    /**
     * Writes and signs one.
     *
     * @param accountVersion the API version for an endpoint that has none of its own
     */
    static Letter of(
            Event event, WebhookEndpoint endpoint, Instant at, String accountVersion, ToLongFunction<Event> pending) {
        String version = Objects.requireNonNullElse(endpoint.apiVersion(), accountVersion);
        String payload = Json.pretty(EventJson.event(event, version, pending.applyAsLong(event)));
        return new Letter(payload, Signature.header(at, payload, endpoint.secrets()));
    }
}
