package dev.souk.webhooks.delivering;

import dev.souk.lambda.db.Database;
import dev.souk.model.WebhookEndpointId;
import dev.souk.webhooks.Deliveries;
import dev.souk.webhooks.Endpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets deliveries that are over, in batches, and what belonged to endpoints that were removed. Four indexed statements when there are none. */
public final class Forgetting {
    /** So long sellers can see what was told, and have it told again. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration MESSAGES_KEPT = Duration.ofDays(7);
    private static final int BATCH = 500;
    private static final int ENDPOINTS = 10;

    private final Database database;
    private final Clock clock;

    public Forgetting(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One batch of each: the next sweep goes on. How many deliveries were forgotten. */
    public int run() {
        Instant now = clock.instant();
        int forgotten = database.transaction(tx -> Deliveries.in(tx).forget(now.minus(KEPT), BATCH));
        for (WebhookEndpointId removed : Endpoints.in(database).removed(ENDPOINTS)) {
            int batch = database.transaction(tx -> Deliveries.in(tx).forget(removed, BATCH));
            if (batch == 0) {
                Endpoints.in(database).forget(removed);
            }
            forgotten += batch;
        }
        Deliveries.in(database).forgetEvents(now.minus(KEPT), BATCH);
        Deliveries.in(database).forgetMessages(now.minus(MESSAGES_KEPT), BATCH);
        return forgotten;
    }
}
