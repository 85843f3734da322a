package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;

/**
 * A request that was executed under an idempotency key, and what it got.
 *
 * @param id the key
 * @param path of the request
 * @param parameters in canonical form
 */
public record IdempotentRequest(String id, Instant at, String path, String parameters, String requestId, Reply reply)
        implements Stored {}
