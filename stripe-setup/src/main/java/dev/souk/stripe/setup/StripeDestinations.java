package dev.souk.stripe.setup;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.v2.core.EventDestination;
import com.stripe.param.v2.core.EventDestinationCreateParams;
import com.stripe.param.v2.core.EventDestinationCreateParams.EventPayload;
import com.stripe.param.v2.core.EventDestinationCreateParams.Include;
import com.stripe.param.v2.core.EventDestinationListParams;
import com.stripe.param.v2.core.EventDestinationUpdateParams;
import com.stripe.service.v2.core.EventDestinationService;
import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Event destinations at Stripe, by API v2: the one API that has all kinds of them. Fails with {@link CannotBeDone} or {@link KeyUnusable}. */
final class StripeDestinations {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 15_000;
    private static final int RETRIES = 2;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final StripeKey key;
    private final EventDestinationService stripe;

    private StripeDestinations(StripeKey key, EventDestinationService stripe) {
        this.key = key;
        this.stripe = stripe;
    }

    /**
     * One that was made.
     *
     * @param signingSecret signs all that it sends; Stripe shows it this once
     */
    record Made(String id, Secret signingSecret) {}

    /** @throws KeyUnusable when there is no key */
    static StripeDestinations with(StripeKey key, Optional<URI> apiBase) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(key.read().reveal())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(RETRIES);
        apiBase.ifPresent(base -> builder.setApiBase(base.toString()));
        return new StripeDestinations(key, builder.build().v2().core().eventDestinations());
    }

    /** @throws KeyUnusable when Stripe does not take the key for these */
    void look() {
        make(() -> stripe.list(EventDestinationListParams.builder().setLimit(1L).build()));
    }

    /**
     * What one is to be.
     *
     * @param name as Stripe's dashboard shows it
     * @param url where it sends to
     * @param types of the events that it sends
     * @param apiVersion of those events, where they have one
     */
    record Wanted(Webhook webhook, String name, String url, List<String> types, String apiVersion) {
        Wanted {
            types = List.copyOf(types);
        }
    }

    /**
     * Deletes those that an attempt before this one made, and whose secret nobody has: it died, or did not hear Stripe's answer. They are known
     * by their name and address.
     *
     * @param known those whose secret is kept
     */
    void deleteForgotten(Wanted wanted, Set<String> known) {
        List<String> forgotten = make(() -> {
            List<String> ids = new ArrayList<>();
            for (EventDestination each : stripe.list(EventDestinationListParams.builder()
                            .addInclude(EventDestinationListParams.Include.WEBHOOK_ENDPOINT__URL)
                            .build())
                    .autoPagingIterable()) {
                if (each.getName().equals(wanted.name())
                        && each.getWebhookEndpoint() != null
                        && wanted.url().equals(each.getWebhookEndpoint().getUrl())
                        && !known.contains(each.getId())) {
                    ids.add(each.getId());
                }
            }
            return ids;
        });
        forgotten.forEach(this::delete);
    }

    Made create(Wanted wanted) {
        Webhook webhook = wanted.webhook();
        EventDestinationCreateParams.Builder params = EventDestinationCreateParams.builder()
                .setName(wanted.name())
                .setDescription("Made by a deployment of Souk, which changes and deletes it too")
                .setType(EventDestinationCreateParams.Type.WEBHOOK_ENDPOINT)
                .setEventPayload(webhook.isThin() ? EventPayload.THIN : EventPayload.SNAPSHOT)
                .addAllEventsFrom(webhook.sources())
                .addAllEnabledEvent(wanted.types())
                .addInclude(Include.WEBHOOK_ENDPOINT__SIGNING_SECRET)
                .setWebhookEndpoint(EventDestinationCreateParams.WebhookEndpoint.builder()
                        .setUrl(wanted.url())
                        .build());
        if (!webhook.isThin()) {
            params.setSnapshotApiVersion(wanted.apiVersion());
        }
        EventDestination made = make(() -> stripe.create(params.build()));
        return new Made(made.getId(), new Secret(made.getWebhookEndpoint().getSigningSecret()));
    }

    /** False when there is none of that id any more. Its kind, version and secret stay. */
    boolean update(String id, Wanted wanted) {
        return isThere(() -> stripe.update(
                id,
                EventDestinationUpdateParams.builder()
                        .setName(wanted.name())
                        .addAllEnabledEvent(wanted.types())
                        .setWebhookEndpoint(EventDestinationUpdateParams.WebhookEndpoint.builder()
                                .setUrl(wanted.url())
                                .build())
                        .build()));
    }

    /** Also when there is none of that id any more. */
    void delete(String id) {
        isThere(() -> stripe.delete(id));
    }

    private interface Call<T> {
        T make() throws StripeException;
    }

    private <T> boolean isThere(Call<T> call) {
        return make(() -> {
                            try {
                                return List.of(call.make());
                            } catch (StripeException e) {
                                if (statusOf(e) == NOT_FOUND) {
                                    return List.of();
                                }
                                throw e;
                            }
                        })
                        .size()
                == 1;
    }

    private <T> T make(Call<T> call) {
        try {
            return call.make();
        } catch (ApiConnectionException e) {
            throw new CannotBeDone(
                    "Stripe did not answer; deploy again. What it may have made meanwhile is found then.", e);
        } catch (StripeException e) {
            throw switch (statusOf(e)) {
                case UNAUTHORIZED ->
                    new KeyUnusable(
                            "Stripe does not know the key in the secret " + key.secretName() + ", or it was revoked. "
                                    + key.whatToDo(),
                            e);
                case FORBIDDEN ->
                    new KeyUnusable(
                            "The key in the secret " + key.secretName()
                                    + " may not do all that a deployment does: a restricted key (rk_) needs to read and write event"
                                    + " destinations as well. " + key.whatToDo(),
                            e);
                default ->
                    new CannotBeDone(
                            "Stripe answered " + statusOf(e) + ": " + e.getMessage()
                                    + ". Deploy again when that is mended.",
                            e);
            };
        }
    }

    private static int statusOf(StripeException e) {
        return e.getStatusCode() == null ? 0 : e.getStatusCode();
    }
}
