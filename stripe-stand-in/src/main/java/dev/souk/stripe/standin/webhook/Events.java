package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Ids;
import dev.souk.stripe.standin.store.Store;
import dev.souk.stripe.standin.store.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** All events there were, newest first, and the place where new ones begin. */
public final class Events {
    private final Store store;
    private final Clock clock;
    private final Ids ids;
    private final BiConsumer<Delivery, String> courier;

    /** @param courier is told of each new delivery, and the type of its event, once it is kept */
    public Events(Store store, Clock clock, Ids ids, BiConsumer<Delivery, String> courier) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.courier = courier;
    }

    /** Keeps the event together with the transaction's other changes and sends it to who wants it. */
    public void emit(Transaction transaction, String type, ObjectNode object, Cause cause) {
        emit(transaction, null, type, object, cause);
    }

    /** The same of something at a connected account: it goes to the endpoint for these. */
    public void emitOfAccount(Transaction transaction, String account, String type, ObjectNode object, Cause cause) {
        emit(transaction, account, type, object, cause);
    }

    private void emit(Transaction transaction, @Nullable String account, String type, ObjectNode object, Cause cause) {
        Event event = new Event(
                ids.next("evt_1", 23),
                type,
                clock.instant(),
                object,
                cause.requestId(),
                cause.idempotencyKey(),
                account);
        transaction.put(event);
        for (WebhookEndpoint endpoint : transaction.newestFirst(WebhookEndpoint.class)) {
            if (endpoint.wants(event)) {
                Delivery delivery = Delivery.of(event, endpoint);
                transaction.put(delivery);
                transaction.afterwards(() -> courier.accept(delivery, type));
            }
        }
    }

    public List<Event> newestFirst() {
        return store.newestFirst(Event.class);
    }

    public Optional<Event> find(String id) {
        return store.find(Event.class, id);
    }

    public List<Delivery> deliveriesOf(Event event) {
        return store.newestFirst(WebhookEndpoint.class).stream()
                .flatMap(endpoint -> store.find(Delivery.class, event.id() + "/" + endpoint.id()).stream())
                .toList();
    }

    /** Whether every endpoint has it: none is pending, and none was given up. */
    public boolean isDelivered(Event event) {
        return deliveriesOf(event).stream().allMatch(delivery -> delivery.status() == Delivery.Status.DELIVERED);
    }

    /** How many endpoints have not had it yet. */
    public long pending(Event event) {
        return deliveriesOf(event).stream()
                .filter(delivery -> delivery.status() == Delivery.Status.PENDING)
                .count();
    }
}
