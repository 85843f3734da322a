package dev.souk.stripe.standin.api;

import dev.souk.stripe.standin.form.Params;
import dev.souk.stripe.standin.http.Reply;
import dev.souk.stripe.standin.webhook.Event;
import dev.souk.stripe.standin.webhook.EventJson;
import dev.souk.stripe.standin.webhook.Events;
import dev.souk.stripe.standin.webhook.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import tools.jackson.databind.node.ObjectNode;

/** Reading {@code /v1/events}. */
final class EventOperations {
    private static final String PATH = "/v1/events";

    private final Events events;
    private final String apiVersion;

    EventOperations(Events events, String apiVersion) {
        this.events = events;
        this.apiVersion = apiVersion;
    }

    void addTo(Routes routes) {
        routes.add("GET " + PATH, (Operation.Read) this::list)
                .add("GET " + PATH + "/{id}", (Operation.Read) this::retrieve)
                .add("GET /v2/core/events/{id}", (Operation.Read) this::retrieveThin);
    }

    private Reply retrieve(Call call) {
        call.params().nothingElse();
        return events.find(call.id())
                .filter(event -> event.account() == null)
                .map(event -> Reply.json(200, json(event)))
                .orElseGet(() -> Errors.missing("event", "id", call.id()));
    }

    private Reply retrieveThin(Call call) {
        call.params().nothingElse();
        return events.find(call.id())
                .filter(Event::isThin)
                .map(event -> Reply.json(200, EventJson.thinWithData(event)))
                .orElseGet(() -> Errors.missingInV2("event", call.id()));
    }

    private Reply list(Call call) {
        Params params = call.params();
        Listing listing = Listing.of(params);
        LongPredicate created = Listing.created(params);
        List<String> types = new ArrayList<>(params.texts("types"));
        params.text("type").ifPresent(types::add);
        Optional<Boolean> delivered = params.text("delivery_success")
                .map(flag -> params.oneOf("delivery_success", flag, "true", "false"))
                .map(Boolean::valueOf);
        params.nothingElse();
        List<Event> found = events.newestFirst().stream()
                .filter(event -> event.account() == null)
                .filter(event -> Listing.in(created, event.created()))
                .filter(event -> types.isEmpty() || types.stream().anyMatch(type -> Types.match(type, event.type())))
                .filter(event -> delivered.isEmpty() || delivered.get() == events.isDelivered(event))
                .toList();
        return Reply.json(200, listing.page(PATH, found, Event::id, this::json));
    }

    private ObjectNode json(Event event) {
        return EventJson.event(event, apiVersion, events.pending(event));
    }
}
