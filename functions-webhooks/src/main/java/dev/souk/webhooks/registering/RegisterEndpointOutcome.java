package dev.souk.webhooks.registering;

import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.SigningSecret;

/** How taking down an endpoint ends. */
public sealed interface RegisterEndpointOutcome {
    /** @param secret for the seller, once */
    record Registered(Endpoint endpoint, SigningSecret secret) implements RegisterEndpointOutcome {}

    /** None of theirs. */
    record NoSuchStore() implements RegisterEndpointOutcome {}

    /** The store has as many as there can be. */
    record TooMany() implements RegisterEndpointOutcome {}
}
