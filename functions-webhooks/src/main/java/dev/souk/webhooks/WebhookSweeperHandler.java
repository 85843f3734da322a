package dev.souk.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.outbox.Outbox;
import dev.souk.webhooks.delivering.Forgetting;
import dev.souk.webhooks.delivering.Sweep;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/**
 * Called by a schedule: sends what a crash left in the outbox, tells endpoints what is due, forgets what is old, and writes down how long something has been
 * waiting, for alarms to go by. Nothing is written when nothing waits; a few indexed queries when nothing is due.
 */
public final class WebhookSweeperHandler implements RequestStreamHandler {
    private final Outbox outbox;
    private final Sweep sweep;
    private final Forgetting forgetting;
    private final Log log;

    /** For Lambda. */
    public WebhookSweeperHandler() {
        this(WebhooksRuntime.from(Environment.ofProcess(), Clock.systemUTC(), Log.of("webhook-sweeper")));
    }

    public WebhookSweeperHandler(WebhooksRuntime runtime) {
        this.outbox = runtime.outbox();
        this.sweep = runtime.sweep(runtime.telling(outbox));
        this.forgetting = runtime.forgetting();
        this.log = runtime.log();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            int sent = outbox.sweep();
            if (sent > 0) {
                log.info("outbox.swept", "messages", sent);
            }
            int told = sweep.run();
            if (told > 0) {
                log.info("webhooks.swept", "attempts", told);
            }
            tell("outbox.waiting", outbox.oldest());
            tell("webhooks.waiting", sweep.oldest());
            int forgotten = forgetting.run();
            if (forgotten > 0) {
                log.info("webhooks.forgotten", "deliveries", forgotten);
            }
            return told;
        });
    }

    private void tell(String event, Duration waiting) {
        if (waiting.toSeconds() > 0) {
            log.info(event, "oldest_seconds", waiting.toSeconds());
        }
    }
}
