package dev.souk.webhooks;

import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.WebhookEventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as its seller sees it.
 *
 * @param attempts how often it was tried
 */
record DeliveryView(
        WebhookDeliveryId id,
        WebhookEventId eventId,
        WebhookEndpointId endpointId,
        String eventType,
        String state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Instant createdAt,
        Optional<Instant> endedAt) {
    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.event(),
                delivery.endpoint(),
                delivery.type().text(),
                delivery.state().text(),
                delivery.attempts(),
                delivery.dueAt(),
                delivery.createdAt(),
                delivery.endedAt());
    }

    /** With all that is known of it. */
    record Detail(DeliveryView delivery, String payload, List<AttemptView> log) {}

    /** One attempt. */
    record AttemptView(
            int number,
            Instant at,
            long durationMillis,
            String result,
            String detail,
            Optional<Integer> status,
            String response) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.at(),
                    attempt.took().toMillis(),
                    attempt.result().text(),
                    attempt.result().detail(),
                    attempt.status(),
                    attempt.response());
        }
    }
}
