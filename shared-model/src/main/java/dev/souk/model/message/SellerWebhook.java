package dev.souk.model.message;

import dev.souk.model.StoreId;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEventId;

/** What lies on the queue {@code seller-webhooks}. */
public sealed interface SellerWebhook {
    /**
     * Something happened: all endpoints that chose to are to be told, once each, however often the message comes.
     *
     * @param payload what they are sent, to the byte
     */
    record Happened(WebhookEventId event, StoreId store, SellerEventType type, String payload)
            implements SellerWebhook {}

    /** A delivery that somebody waits for. */
    record Asked(WebhookDeliveryId delivery) implements SellerWebhook {}
}
