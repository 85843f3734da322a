package dev.souk.stripe.standin.webhook;

import java.time.Instant;

/** Brings an event to an endpoint, once, and says what came of it. */
public interface Carrier extends AutoCloseable {
    Attempt send(Event event, WebhookEndpoint endpoint, Instant at) throws InterruptedException;

    @Override
    void close();
}
