package dev.souk.stripe.standin.webhook;

import org.jspecify.annotations.Nullable;

/** Who made an event happen: an API request, or nobody that Stripe names (the hosted page, the clock). */
public record Cause(@Nullable String requestId, @Nullable String idempotencyKey) {
    public static final Cause NO_REQUEST = new Cause(null, null);
}
