package dev.souk.webhooks.resending;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.Sql;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.member.Seller;
import dev.souk.lambda.message.SellerWebhooks;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.WebhookEndpointId;
import dev.souk.model.WebhookEventId;
import dev.souk.model.message.SellerEvent.EndpointTested;
import dev.souk.model.message.SellerWebhook;
import dev.souk.model.message.WorkQueue;
import dev.souk.webhooks.Deliveries;
import dev.souk.webhooks.Delivery;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.Endpoints;
import dev.souk.webhooks.SellerStores;
import dev.souk.webhooks.resending.ResendOutcome.Disabled;
import dev.souk.webhooks.resending.ResendOutcome.NotFound;
import dev.souk.webhooks.resending.ResendOutcome.UnderWay;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has an endpoint told something because its seller wants it: what it was to be told before, or a test. The worker hears of it by the outbox. */
public final class Resend {
    private final Database database;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    public Resend(Database database, Outbox outbox, IdSource ids, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Tells it again, whatever became of it, under the id of the same event; as often and as long as if it had just happened. */
    public ResendOutcome again(Seller seller, WebhookDeliveryId id) {
        Optional<Delivery> found = Deliveries.in(database).find(id);
        if (found.isEmpty()) {
            return new NotFound();
        }
        List<Outbox.Entry> entries = new ArrayList<>();
        return sent(entries, database.transaction(tx -> {
            entries.clear();
            Optional<Endpoint> endpoint = own(tx, seller, found.get().endpoint());
            if (endpoint.isEmpty()) {
                return new NotFound();
            }
            if (!endpoint.get().isEnabled()) {
                return new Disabled();
            }
            Deliveries.in(tx).begin(id, clock.instant());
            entries.add(ask(tx, id));
            return underWay(tx, id);
        }));
    }

    /** Tells an endpoint that it is being tried. */
    public ResendOutcome test(Seller seller, WebhookEndpointId id) {
        List<Outbox.Entry> entries = new ArrayList<>();
        return sent(entries, database.transaction(tx -> {
            entries.clear();
            Optional<Endpoint> endpoint = own(tx, seller, id);
            if (endpoint.isEmpty()) {
                return new NotFound();
            }
            if (!endpoint.get().isEnabled()) {
                return new Disabled();
            }
            Instant now = clock.instant();
            WebhookEventId event = new WebhookEventId(ids.next());
            WebhookDeliveryId delivery = new WebhookDeliveryId(ids.next());
            EndpointTested tested = new EndpointTested(endpoint.get().store(), id, now);
            Deliveries.in(tx).happened(event, tested.store(), tested.type(), SellerWebhooks.payload(tested), now);
            Deliveries.in(tx).add(delivery, event, endpoint.get(), now);
            entries.add(ask(tx, delivery));
            return underWay(tx, delivery);
        }));
    }

    private ResendOutcome sent(List<Outbox.Entry> entries, ResendOutcome outcome) {
        outbox.send(entries);
        return outcome;
    }

    private static Optional<Endpoint> own(Sql tx, Seller seller, WebhookEndpointId id) {
        return Endpoints.in(tx).lock(id).filter(endpoint -> SellerStores.in(tx).may(seller, endpoint.store()));
    }

    private Outbox.Entry ask(Sql tx, WebhookDeliveryId delivery) {
        return outbox.put(
                tx, WorkQueue.SELLER_WEBHOOKS, ids.next(), SellerWebhooks.write(new SellerWebhook.Asked(delivery)));
    }

    private static ResendOutcome underWay(Sql tx, WebhookDeliveryId id) {
        return new UnderWay(Deliveries.in(tx).find(id).orElseThrow());
    }
}
