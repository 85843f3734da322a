package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Events and endpoints as Stripe shows them. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode event(Event event, String apiVersion, long pendingWebhooks) {
        if (event.isThin()) {
            return thin(event);
        }
        ObjectNode json = Json.object().put("id", event.id()).put("object", "event");
        if (event.account() != null) {
            json.put("account", event.account());
        }
        json.put("api_version", apiVersion).put("created", event.created().getEpochSecond());
        json.putObject("data").set("object", event.object().deepCopy());
        json.put("livemode", false).put("pending_webhooks", pendingWebhooks);
        json.putObject("request").put("id", event.requestId()).put("idempotency_key", event.idempotencyKey());
        return json.put("type", event.type());
    }

    /** What a thin event's endpoint is sent: that something changed, and where to look. */
    private static ObjectNode thin(Event event) {
        ObjectNode json = Json.object()
                .put("id", event.id())
                .put("object", "v2.core.event")
                .put("type", event.type())
                .put("livemode", false)
                .put("created", time(event))
                .putNull("context");
        json.set("related_object", related(event));
        if (event.requestId() == null) {
            return json.putNull("reason");
        }
        json.putObject("reason")
                .put("type", "request")
                .putObject("request")
                .put("id", event.requestId())
                .put("idempotency_key", event.idempotencyKey());
        return json;
    }

    /** A thin event as {@code GET /v2/core/events/{id}} shows it: with its data. */
    public static ObjectNode thinWithData(Event event) {
        ObjectNode json = thin(event);
        json.set("data", event.object().path("data").deepCopy());
        return json;
    }

    private static ObjectNode related(Event event) {
        ObjectNode related = event.object().deepCopy();
        related.remove("data");
        return related;
    }

    private static String time(Event event) {
        return event.created().truncatedTo(ChronoUnit.MILLIS).toString();
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

    /** An event destination of API v2; its address, and the secret in the answer to its creation, only where they are asked for. */
    public static ObjectNode destination(WebhookEndpoint endpoint, boolean showUrl, boolean showSecret) {
        WebhookEndpoint.Destination destination = Objects.requireNonNull(endpoint.destination());
        ObjectNode json = Json.object()
                .put("id", endpoint.id())
                .put("object", "v2.core.event_destination")
                .put("created", endpoint.created().toString())
                .put("description", endpoint.description());
        json.set("enabled_events", Json.texts(endpoint.enabledEvents()));
        json.put("event_payload", destination.thin() ? "thin" : "snapshot");
        json.set(
                "events_from",
                Json.texts(Stream.of(destination.own() ? "@self" : "", destination.connected() ? "@accounts" : "")
                        .filter(source -> !source.isEmpty())
                        .toList()));
        json.put("livemode", false);
        json.set("metadata", Json.map(endpoint.metadata()));
        json.put("name", destination.name())
                .put("snapshot_api_version", endpoint.apiVersion())
                .put("status", endpoint.enabled() ? "enabled" : "disabled")
                .put("type", "webhook_endpoint")
                .put("updated", destination.updated().toString());
        json.putObject("webhook_endpoint")
                .put("signing_secret", showSecret ? endpoint.secrets().getFirst() : null)
                .put("url", showUrl ? String.valueOf(endpoint.url()) : null);
        return json;
    }
}
