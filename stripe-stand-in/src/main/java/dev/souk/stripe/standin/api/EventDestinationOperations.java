package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.InvalidRequest;
import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.json.Json;
import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import dev.souk.stripe.standin.webhook.EventJson;
import dev.souk.stripe.standin.webhook.WebhookEndpoint;
import dev.souk.stripe.standin.webhook.WebhookEndpoint.Destination;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v2/core/event_destinations} of the kind {@code webhook_endpoint}: create, read, list, update, delete. JSON in and out. Only the
 * answer to the creation shows the signing secret, and only when asked to.
 */
final class EventDestinationOperations {
    private static final String PATH = "/v2/core/event_destinations";
    private static final String OWN = "@self";
    private static final String CONNECTED = "@accounts";
    private static final String SECRET = "webhook_endpoint.signing_secret";
    private static final String URL = "webhook_endpoint.url";
    private static final long MOST = 100;

    private final Store store;
    private final Clock clock;
    private final Ids ids;

    EventDestinationOperations(Store store, Clock clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    void addTo(Routes routes) {
        routes.add("POST " + PATH, (Operation.Write) this::create)
                .add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("POST " + PATH + "/{id}", (Operation.Write) this::update)
                .add("DELETE " + PATH + "/{id}", (Operation.Write) this::delete);
    }

    private Operation.Execution create(Call call) {
        Params params = call.params();
        Set<String> include = include(params, Set.of(SECRET, URL));
        if (!params.required("type").equals("webhook_endpoint")) {
            throw new InvalidRequest(null, "type", "The stand-in has destinations of the type webhook_endpoint only.");
        }
        String payload = params.required("event_payload");
        boolean thin = payload.equals("thin");
        if (!thin && !payload.equals("snapshot")) {
            throw new InvalidRequest(null, "event_payload", "Invalid event_payload: must be one of snapshot, thin");
        }
        Optional<String> version = params.text("snapshot_api_version");
        version.ifPresent(text -> checkVersion(text, thin));
        List<String> from = params.texts("events_from");
        from.stream()
                .filter(source -> !source.equals(OWN) && !source.equals(CONNECTED))
                .findFirst()
                .ifPresent(source -> {
                    throw new InvalidRequest(null, "events_from", "Invalid events_from: " + source);
                });
        Instant now = clock.instant();
        WebhookEndpoint endpoint = new WebhookEndpoint(
                ids.next("ed_test_", 32),
                now,
                url(params).orElseThrow(() -> params.missing("webhook_endpoint")),
                types(params, thin).orElseThrow(() -> params.missing("enabled_events")),
                version.orElse(null),
                params.text("description", 5000).orElse(null),
                params.metadata(),
                List.of(Ids.random("whsec_", 32)),
                true,
                new Destination(
                        params.required("name"),
                        thin,
                        from.isEmpty() || from.contains(OWN),
                        from.contains(CONNECTED),
                        now));
        params.nothingElse();
        return transaction -> {
            transaction.put(endpoint);
            return Reply.json(200, EventJson.destination(endpoint, include.contains(URL), include.contains(SECRET)));
        };
    }

    private static void checkVersion(String version, boolean thin) {
        if (thin || !WebhookEndpointOperations.VERSION.matcher(version).matches()) {
            throw new InvalidRequest(
                    null,
                    "snapshot_api_version",
                    thin ? "Thin events have no version." : "Invalid API version: " + version);
        }
    }

    private Operation.Execution update(Call call) {
        Params params = call.params();
        Set<String> include = include(params, Set.of(URL));
        Optional<URI> url = url(params);
        Optional<String> name = params.text("name");
        List<String> types = params.texts("enabled_events");
        params.nothingElse();
        return transaction -> find(transaction, call.id())
                .map(before -> {
                    Destination destination = destinationOf(before);
                    checkTypes(types, destination.thin());
                    WebhookEndpoint after = before.with(
                            url.orElseGet(() -> urlOf(before)),
                            types.isEmpty() ? before.enabledEvents() : types,
                            new Destination(
                                    name.orElse(destination.name()),
                                    destination.thin(),
                                    destination.own(),
                                    destination.connected(),
                                    clock.instant()));
                    transaction.put(after);
                    return Reply.json(200, EventJson.destination(after, include.contains(URL), false));
                })
                .orElseGet(() -> missing(call.id()));
    }

    private Reply retrieve(Call call) {
        Set<String> include = include(call.params(), Set.of(URL));
        call.params().nothingElse();
        return store.find(WebhookEndpoint.class, call.id())
                .filter(EventDestinationOperations::isDestination)
                .map(endpoint -> Reply.json(200, EventJson.destination(endpoint, include.contains(URL), false)))
                .orElseGet(() -> missing(call.id()));
    }

    /** All on one page: an account has few of them. */
    private Reply list(Call call) {
        Params params = call.params();
        Set<String> include = include(params, Set.of(URL));
        long limit = params.integer("limit").orElse(20L);
        params.nothingElse();
        if (limit < 1 || limit > MOST) {
            throw new InvalidRequest(null, "limit", "The limit is from 1 to " + MOST + ".");
        }
        ObjectNode page = Json.object();
        page.set(
                "data",
                Json.array(store.newestFirst(WebhookEndpoint.class).stream()
                        .filter(EventDestinationOperations::isDestination)
                        .limit(limit)
                        .map(endpoint -> EventJson.destination(endpoint, include.contains(URL), false))
                        .toList()));
        return Reply.json(200, page.putNull("next_page_url").putNull("previous_page_url"));
    }

    private Operation.Execution delete(Call call) {
        call.params().nothingElse();
        return transaction -> {
            if (find(transaction, call.id()).isEmpty()) {
                return missing(call.id());
            }
            transaction.remove(WebhookEndpoint.class, call.id());
            return Reply.json(200, Json.object().put("id", call.id()).put("object", "v2.core.event_destination"));
        };
    }

    private static Optional<WebhookEndpoint> find(Transaction transaction, String id) {
        return transaction.find(WebhookEndpoint.class, id).filter(EventDestinationOperations::isDestination);
    }

    private static boolean isDestination(WebhookEndpoint endpoint) {
        return endpoint.destination() != null;
    }

    private static Destination destinationOf(WebhookEndpoint endpoint) {
        Destination destination = endpoint.destination();
        if (destination == null) {
            throw new IllegalStateException(endpoint.id() + " is an endpoint of v1");
        }
        return destination;
    }

    private static URI urlOf(WebhookEndpoint endpoint) {
        URI url = endpoint.url();
        if (url == null) {
            throw new IllegalStateException(endpoint.id() + " has no address");
        }
        return url;
    }

    private static Optional<URI> url(Params params) {
        return params.child("webhook_endpoint").map(endpoint -> {
            String url = endpoint.required("url");
            if (!NewSession.isWebAddress(url)) {
                throw new InvalidRequest("url_invalid", endpoint.name("url"), "Invalid URL: it has to be absolute.");
            }
            return URI.create(url);
        });
    }

    private static Optional<List<String>> types(Params params, boolean thin) {
        List<String> types = params.texts("enabled_events");
        checkTypes(types, thin);
        return Optional.of(types).filter(list -> !list.isEmpty());
    }

    /** Those of API v2 are thin, the others are not: a destination has one kind. */
    private static void checkTypes(List<String> types, boolean thin) {
        types.stream()
                .filter(type -> !type.equals("*") && type.startsWith("v2.") != thin)
                .findFirst()
                .ifPresent(type -> {
                    throw new InvalidRequest(
                            null,
                            "enabled_events",
                            "Invalid enabled_events: " + type + " is no " + (thin ? "thin" : "snapshot") + " event");
                });
    }

    private static Set<String> include(Params params, Set<String> known) {
        List<String> include = params.texts("include");
        include.stream().filter(part -> !known.contains(part)).findFirst().ifPresent(part -> {
            throw new InvalidRequest(null, "include", "Invalid include: " + part);
        });
        return Set.copyOf(include);
    }

    private static Reply missing(String id) {
        return Errors.missingInV2("event destination", id);
    }
}
