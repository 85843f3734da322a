package dev.souk.webhooks.delivering;

import dev.souk.lambda.db.Database;
import dev.souk.lambda.log.Log;
import dev.souk.model.WebhookEndpointId;
import dev.souk.webhooks.Deliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells what is due: what failed before, what waited for endpoints that take their time, and what a crash left behind. An endpoint that fails costs the sweep one
 * attempt, and nobody waits for it.
 */
public final class Sweep {
    /** Together with the attempt that begins last, less than until the next sweep. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** So many endpoints at once. */
    private static final int WIDTH = 64;

    private final Database database;
    private final SideBySide sideBySide;
    private final Clock clock;

    public Sweep(Database database, Telling telling, Clock clock, Log log) {
        this.database = database;
        this.sideBySide = new SideBySide(telling, log);
        this.clock = clock;
    }

    /** Tells what is due, while there is time; how much was told. One indexed query when nothing is due. */
    public int run() {
        Instant until = clock.instant().plus(PATIENCE);
        Set<WebhookEndpointId> done = new HashSet<>();
        int told = 0;
        while (clock.instant().isBefore(until)) {
            List<WebhookEndpointId> due = Deliveries.in(database).dueEndpoints(clock.instant(), WIDTH).stream()
                    .filter(done::add)
                    .toList();
            if (due.isEmpty()) {
                break;
            }
            told += sideBySide.all(due, until);
        }
        return told;
    }

    /** For how long something has been waiting for an endpoint that takes what it is told; zero when nothing has. */
    public Duration oldest() {
        Instant now = clock.instant();
        return Deliveries.in(database)
                .oldestDue(now)
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
    }
}
