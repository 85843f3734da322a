package dev.souk.webhooks;

import dev.souk.model.StoreId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.message.SellerEventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An endpoint as its seller sees it. */
record EndpointView(
        WebhookEndpointId id,
        StoreId storeId,
        String url,
        List<String> eventTypes,
        String description,
        String state,
        Optional<String> disabledBecause,
        Optional<Instant> disabledAt,
        Optional<Instant> failingSince,
        Optional<Instant> lastDeliveredAt,
        Optional<Instant> previousSecretExpiresAt,
        Instant createdAt,
        Instant updatedAt) {
    /** With the secret, once. */
    record WithSecret(EndpointView endpoint, String secret) {}

    /** All of a store: there are few. */
    record All(List<EndpointView> items) {}

    static EndpointView of(Endpoint endpoint, Instant now) {
        return new EndpointView(
                endpoint.id(),
                endpoint.store(),
                endpoint.url().text(),
                endpoint.types().stream().sorted().map(SellerEventType::text).toList(),
                endpoint.description(),
                endpoint.state().text(),
                endpoint.disabledBecause().map(DisabledBecause::text),
                endpoint.disabledAt(),
                endpoint.failingSince(),
                endpoint.lastDeliveredAt(),
                endpoint.secrets().previous().map(Endpoint.Previous::until).filter(now::isBefore),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }
}
