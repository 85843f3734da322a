package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.queue.QueueFunction;

/** The worker on {@code account-events}: Stripe's webhooks about sellers' accounts, one by one. */
public final class AccountEventsHandler extends QueueFunction {
    /** For Lambda. */
    public AccountEventsHandler() {
        this(UsersRuntime.from(Environment.ofProcess()));
    }

    public AccountEventsHandler(UsersRuntime runtime) {
        super(runtime.accountEvents()::take, runtime.log());
    }
}
