package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.OutboxSweeperFunction;
import dev.souk.purchases.version.NewVersions;

/**
 * Called by a schedule: writes the mails about new versions that sellers asked for, and sends what a crash or a failing queue left in the outbox of
 * purchases.
 */
public final class OutboxSweeperHandler extends OutboxSweeperFunction {
    /** Well before the function is killed: the next call goes on. */
    private static final int LAST_START_MILLIS = 20_000;

    private final NewVersions newVersions;
    private final Log log;

    /** For Lambda. */
    public OutboxSweeperHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public OutboxSweeperHandler(PurchasesRuntime runtime) {
        super(runtime.sweptOutbox(), runtime.log(), new Waiting("order_mails.waiting", runtime.waitingMails()::oldest));
        this.newVersions = runtime.newVersions();
        this.log = runtime.log();
    }

    @Override
    protected void before(Context context) {
        int written = newVersions.tell(() -> context.getRemainingTimeInMillis() > LAST_START_MILLIS);
        if (written > 0) {
            log.info("version_mails.written", "mails", written);
        }
    }
}
