package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.json.Json;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** Hands events to a piece of code instead of an address. It refuses one by throwing, and gets it again later. */
public final class HandOver implements Carrier {
    private final BiConsumer<String, String> sink;
    private final String accountVersion;
    private final ToLongFunction<Event> pending;

    /** @param sink takes the raw body and the signature header */
    public HandOver(BiConsumer<String, String> sink, String accountVersion, ToLongFunction<Event> pending) {
        this.sink = sink;
        this.accountVersion = accountVersion;
        this.pending = pending;
    }

    @Override
    public Attempt send(Event event, WebhookEndpoint endpoint, Instant at) {
        Letter letter = Letter.of(event, endpoint, at, accountVersion, pending, Json::pretty);
        try {
            sink.accept(letter.payload(), letter.signature());
            return new Attempt(at, 200, null, 0);
        } catch (RuntimeException refused) {
            return new Attempt(at, null, refused.toString(), 0);
        }
    }

    @Override
    public void close() {}
}
