package dev.souk.email;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.db.Database;
import dev.souk.lambda.db.DatabaseSettings;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.queue.QueueFunction;

/** The worker on {@code email-events}: bounces and complaints as SES tells them. */
public final class EmailEventsHandler extends QueueFunction {
    /** For Lambda. */
    public EmailEventsHandler() {
        this(Environment.ofProcess(), Log.of("email-events"));
    }

    /** Reads {@code DATABASE_…} and no more: it sends nothing. */
    public EmailEventsHandler(Environment environment, Log log) {
        super(new Feedback(SuppressedAddresses.in(new Database(DatabaseSettings.from(environment))), log)::take, log);
    }
}
