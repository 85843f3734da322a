package dev.souk.purchases;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import java.io.InputStream;
import java.io.OutputStream;

/** Called by a schedule: sends what a crash or a failing queue left in the outbox. One indexed query when nothing is due. */
public final class OutboxSweeperHandler implements RequestStreamHandler {
    private final Outbox outbox;
    private final Log log;

    /** For Lambda. */
    public OutboxSweeperHandler() {
        this(PurchasesRuntime.from(Environment.ofProcess()));
    }

    public OutboxSweeperHandler(PurchasesRuntime runtime) {
        this.outbox = runtime.outbox();
        this.log = runtime.log();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context.getAwsRequestId(), () -> {
            int sent = outbox.sweep();
            if (sent > 0) {
                log.info("outbox.swept", "messages", sent);
            }
            return sent;
        });
    }
}
