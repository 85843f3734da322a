package dev.souk.catalog;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.OutboxSweeperFunction;
import java.time.Clock;

/** Called by a schedule: sends what a crash or a failing queue left in the outbox of the catalogue. */
public final class OutboxSweeperHandler extends OutboxSweeperFunction {
    /** For Lambda. */
    public OutboxSweeperHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("catalog-outbox-sweeper"));
    }

    /** It needs less than the rest of the catalogue: the database, and the queues. */
    public OutboxSweeperHandler(Environment environment, Clock clock, Log log) {
        super(CatalogRuntime.outbox(environment, new Database(DatabaseSettings.from(environment)), clock, log), log);
    }
}
