package dev.souk.users;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.outbox.OutboxSweeperFunction;

/** Called by a schedule: sends what a crash or a failing queue left in the outbox of users. */
public final class OutboxSweeperHandler extends OutboxSweeperFunction {
    /** For Lambda. */
    public OutboxSweeperHandler() {
        this(UsersRuntime.from(Environment.ofProcess()));
    }

    public OutboxSweeperHandler(UsersRuntime runtime) {
        super(runtime.sendingOutbox(), runtime.log());
    }
}
