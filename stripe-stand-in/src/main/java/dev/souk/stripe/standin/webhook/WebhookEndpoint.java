package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Stored;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events go: an endpoint of API v1, or an event destination of v2.
 *
 * @param url null while it is not known: deliveries wait
 * @param enabledEvents types, or {@code *} for all
 * @param apiVersion of the events it gets; null for the account's
 * @param secrets each signs every delivery: two while a secret is being changed
 * @param destination what only a destination of v2 has; null for an endpoint of v1
 */
public record WebhookEndpoint(
        String id,
        Instant created,
        @Nullable URI url,
        List<String> enabledEvents,
        @Nullable String apiVersion,
        @Nullable String description,
        Map<String, String> metadata,
        List<String> secrets,
        boolean enabled,
        @Nullable Destination destination)
        implements Stored {

    /** The endpoint that is given in Java rather than by the API. */
    public static final String CONFIGURED = "we_configured";

    /** Another one: all that happens at connected accounts, thin events and others, goes there and nowhere else. */
    public static final String CONFIGURED_FOR_ACCOUNTS = "we_accounts";

    /**
     * An event destination of API v2.
     *
     * @param thin whether it gets thin events, or else those with a snapshot
     * @param own whether it gets what happens at the account itself
     * @param connected whether it gets what happens at accounts connected to it
     */
    public record Destination(String name, boolean thin, boolean own, boolean connected, Instant updated) {}

    boolean wants(Event event) {
        return enabled && isFrom(event) && (enabledEvents.contains("*") || enabledEvents.contains(event.type()));
    }

    private boolean isFrom(Event event) {
        boolean connected = event.account() != null;
        if (destination == null) {
            return id.equals(CONFIGURED_FOR_ACCOUNTS) == connected;
        }
        return destination.thin() == event.isThin() && (connected ? destination.connected() : destination.own());
    }

    WebhookEndpoint inVersion(String version) {
        return new WebhookEndpoint(
                id, created, url, enabledEvents, version, description, metadata, secrets, enabled, destination);
    }

    public WebhookEndpoint at(@Nullable URI newUrl, List<String> newSecrets) {
        return new WebhookEndpoint(
                id,
                created,
                newUrl,
                enabledEvents,
                apiVersion,
                description,
                metadata,
                newSecrets,
                enabled,
                destination);
    }

    /** With what an update changes. */
    public WebhookEndpoint with(URI newUrl, List<String> newEvents, Destination newDestination) {
        return new WebhookEndpoint(
                id, created, newUrl, newEvents, apiVersion, description, metadata, secrets, enabled, newDestination);
    }
}
