package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Stored;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events go.
 *
 * @param url null while it is not known: deliveries wait
 * @param enabledEvents types, or {@code *} for all
 * @param apiVersion of the events it gets; null for the account's
 * @param secrets each signs every delivery: two while a secret is being changed
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
        boolean enabled)
        implements Stored {

    /** The endpoint that is given in Java rather than by the API. */
    public static final String CONFIGURED = "we_configured";

    /** Another one: all that happens at connected accounts, thin events and others, goes there and nowhere else. */
    public static final String CONFIGURED_FOR_ACCOUNTS = "we_accounts";

    boolean wants(Event event) {
        return enabled
                && id.equals(CONFIGURED_FOR_ACCOUNTS) == (event.account() != null)
                && (enabledEvents.contains("*") || enabledEvents.contains(event.type()));
    }

    WebhookEndpoint inVersion(String version) {
        return new WebhookEndpoint(id, created, url, enabledEvents, version, description, metadata, secrets, enabled);
    }

    public WebhookEndpoint at(@Nullable URI newUrl, List<String> newSecrets) {
        return new WebhookEndpoint(
                id, created, newUrl, enabledEvents, apiVersion, description, metadata, newSecrets, enabled);
    }
}
