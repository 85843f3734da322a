package dev.souk.webhooks.registering;

import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.SigningSecret;

/** How changing an endpoint ends. */
public sealed interface ChangeEndpointOutcome {
    /** @param endpoint after the change */
    record Changed(Endpoint endpoint) implements ChangeEndpointOutcome {}

    /** @param secret the new one, for the seller, once */
    record Rotated(Endpoint endpoint, SigningSecret secret) implements ChangeEndpointOutcome {}

    /** None of theirs. */
    record NoSuchEndpoint() implements ChangeEndpointOutcome {}

    /** Somebody else's edit came first. */
    record Stale() implements ChangeEndpointOutcome {}
}
