package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One event on its way to one endpoint.
 *
 * @param attemptCount all attempts there were
 * @param attempts the latest of them, oldest first
 * @param nextAttempt when it is due; means nothing once it is not pending
 */
public record Delivery(
        String id,
        String eventId,
        String endpointId,
        Status status,
        int attemptCount,
        List<Attempt> attempts,
        Instant nextAttempt)
        implements Stored {
    private static final int ATTEMPTS_KEPT = 20;

    /** Where a delivery stands. */
    public enum Status {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    static Delivery of(Event event, WebhookEndpoint endpoint) {
        return new Delivery(
                event.id() + "/" + endpoint.id(),
                event.id(),
                endpoint.id(),
                Status.PENDING,
                0,
                List.of(),
                event.created());
    }

    Delivery after(Attempt attempt, Status newStatus, Instant next) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        List<Attempt> latest = all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size());
        return new Delivery(id, eventId, endpointId, newStatus, attemptCount + 1, List.copyOf(latest), next);
    }

    Delivery givenUp() {
        return new Delivery(id, eventId, endpointId, Status.GIVEN_UP, attemptCount, attempts, nextAttempt);
    }
}
