package dev.souk.lambda.outbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.log.Log;
import java.io.InputStream;
import java.io.OutputStream;

/** Called by a schedule: sends what a crash or a failing queue left in an outbox. One indexed query when nothing is due. */
public class OutboxSweeperFunction implements RequestStreamHandler {
    private final Outbox outbox;
    private final Log log;

    protected OutboxSweeperFunction(Outbox outbox, Log log) {
        this.outbox = outbox;
        this.log = log;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context.getAwsRequestId(), () -> {
            int sent = outbox.sweep();
            if (sent > 0) {
                log.info("outbox.swept", "messages", sent);
            }
            return sent;
        });
    }
}
