package dev.souk.purchases;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.outbox.OutboxSweeperFunction;

/** Called by a schedule: sends what a crash or a failing queue left in the outbox of purchases. */
public final class OutboxSweeperHandler extends OutboxSweeperFunction {
    /** For Lambda. */
    public OutboxSweeperHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public OutboxSweeperHandler(PurchasesRuntime runtime) {
        super(runtime.sweptOutbox(), runtime.log(), new Waiting("order_mails.waiting", runtime.waitingMails()::oldest));
    }
}
