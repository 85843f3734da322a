package dev.souk.stripe.standin.webhook;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

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
     * @param layout how its JSON is laid out
     */
    static Letter of(
            Event event,
            WebhookEndpoint endpoint,
            Instant at,
            String accountVersion,
            ToLongFunction<Event> pending,
            Function<JsonNode, String> layout) {
        String version = Objects.requireNonNullElse(endpoint.apiVersion(), accountVersion);
        String payload = layout.apply(EventJson.event(event, version, pending.applyAsLong(event)));
        return new Letter(payload, Signature.header(at, payload, endpoint.secrets()));
    }
}
