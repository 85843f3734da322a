package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Events and endpoints as Stripe shows them. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode event(Event event, String apiVersion, long pendingWebhooks) {
        ObjectNode json = Json.object()
                .put("id", event.id())
                .put("object", "event")
                .put("api_version", apiVersion)
                .put("created", event.created().getEpochSecond());
        json.putObject("data").set("object", event.object().deepCopy());
        json.put("livemode", false).put("pending_webhooks", pendingWebhooks);
        json.putObject("request").put("id", event.requestId()).put("idempotency_key", event.idempotencyKey());
        return json.put("type", event.type());
    }

    /** The secret is not part of it: only the answer to the creation shows it. */
    public static ObjectNode endpoint(WebhookEndpoint endpoint) {
        ObjectNode json = Json.object()
                .put("id", endpoint.id())
                .put("object", "webhook_endpoint")
                .put("api_version", endpoint.apiVersion())
                .putNull("application")
                .put("created", endpoint.created().getEpochSecond())
                .put("description", endpoint.description());
        json.set("enabled_events", Json.texts(endpoint.enabledEvents()));
        json.put("livemode", false);
        json.set("metadata", Json.map(endpoint.metadata()));
        return json.put("status", endpoint.enabled() ? "enabled" : "disabled")
                .put(
                        "url",
                        Optional.ofNullable(endpoint.url())
                                .map(Object::toString)
                                .orElse(null));
    }
}
