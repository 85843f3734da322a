package dev.souk.webhooks.delivering;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.id.IdSource;
import dev.souk.lambda.log.Log;
import dev.souk.model.WebhookDeliveryId;
import dev.souk.model.message.SellerWebhook.Happened;
import dev.souk.webhooks.Deliveries;
import dev.souk.webhooks.Endpoint;
import dev.souk.webhooks.Endpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Has all endpoints of a store told of an event, once each, however often it is heard of; and tells those at once that take things quickly. The others
 * are the sweeper's: nobody here waits for them.
 */
public final class FanOut {
    /** Together with the attempt that begins last, less than its function may run. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database;
    private final SideBySide sideBySide;
    private final IdSource ids;
    private final Clock clock;

    public FanOut(Database database, Telling telling, IdSource ids, Clock clock, Log log) {
        this.database = database;
        this.sideBySide = new SideBySide(telling, log);
        this.ids = ids;
        this.clock = clock;
    }

    public void happened(Happened message) {
        Instant now = clock.instant();
        List<Endpoint> wanting = database.transaction(tx -> {
            List<Endpoint> found = Endpoints.in(tx).lockAll(message.store()).stream()
                    .filter(endpoint -> endpoint.wants(message.type()))
                    .toList();
            Deliveries deliveries = Deliveries.in(tx);
            if (!found.isEmpty()
                    && deliveries.happened(message.event(), message.store(), message.type(), message.payload(), now)) {
                found.forEach(
                        endpoint -> deliveries.add(new WebhookDeliveryId(ids.next()), message.event(), endpoint, now));
            }
            return found;
        });
        sideBySide.all(
                wanting.stream()
                        .filter(endpoint -> endpoint.isEnabled() && endpoint.isQuick())
                        .map(Endpoint::id)
                        .toList(),
                now.plus(PATIENCE));
    }
}
