package dev.souk.lambda.outbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.log.Log;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Called by a schedule: sends what a crash or a failing queue left in an outbox, and writes down how long what is left has been waiting, for
 * alarms to go by. Nothing is written when nothing waits. One indexed query for each when nothing is due.
 */
public class OutboxSweeperFunction implements RequestStreamHandler {
    private final Outbox outbox;
    private final List<Waiting> waiting;
    private final Log log;

    /**
     * Something that waits to be done.
     *
     * @param event what its line in the log is called; the field {@code oldest_seconds} has the age
     * @param oldest the age of the oldest of it; zero when nothing waits
     */
    public record Waiting(String event, Supplier<Duration> oldest) {}

    /** @param more what else waits and is to be measured */
    protected OutboxSweeperFunction(Outbox outbox, Log log, Waiting... more) {
        this.outbox = outbox;
        this.waiting = new ArrayList<>(List.of(more));
        this.waiting.addFirst(new Waiting("outbox.waiting", outbox::oldest));
        this.log = log;
    }

    /** What else is done first, for the outbox to be sent. */
    protected void before(Context context) {}

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) {
        Log.during(context, () -> {
            before(context);
            int sent = outbox.sweep();
            if (sent > 0) {
                log.info("outbox.swept", "messages", sent);
            }
            for (Waiting each : waiting) {
                long seconds = each.oldest().get().toSeconds();
                if (seconds > 0) {
                    log.info(each.event(), "oldest_seconds", seconds);
                }
            }
            return sent;
        });
    }
}
