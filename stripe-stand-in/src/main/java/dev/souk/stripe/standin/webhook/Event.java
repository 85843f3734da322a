package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something happened.
 *
 * @param type such as {@code checkout.session.completed}
 * @param object the object that it happened to, as it was right after
 * @param requestId the API request that caused it; null when a person or time did
 * @param account the connected account that it happened to; null for the platform's own
 */
public record Event(
        String id,
        String type,
        Instant created,
        ObjectNode object,
        @Nullable String requestId,
        @Nullable String idempotencyKey,
        @Nullable String account)
        implements Stored {

    /** Whether it only names what has changed, and leaves it to the reader to look: an event of API v2. */
    public boolean isThin() {
        return type.startsWith("v2.");
    }
}
