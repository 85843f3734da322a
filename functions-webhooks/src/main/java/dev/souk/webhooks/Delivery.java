package dev.souk.webhooks;

import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEventType;
import java.time.Instant;
import java.util.Optional;

/**
 * One event told to one endpoint.
 *
 * @param attempts how often it was tried, ever
 * @param dueAt when it is tried next
 * @param endedAt when there was no more to be done
 */
public record Delivery(
        WebhookDeliveryId id,
        WebhookEventId event,
        WebhookEndpointId endpoint,
        SellerEventType type,
        DeliveryState state,
        int attempts,
        Optional<Instant> dueAt,
        Instant createdAt,
        Optional<Instant> endedAt) {}
