package dev.souk.live;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.LiveUpdateMessages;
import dev.souk.lambda.queue.QueueFunction;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.live.push.Pushing;
import dev.souk.model.OrderId;
import java.time.Clock;
import java.util.Optional;

/** The worker on {@code live-updates}: messages as {@link LiveUpdateMessages} writes them, one by one. */
public final class LiveUpdatesHandler extends QueueFunction {
    /** For Lambda. */
    public LiveUpdatesHandler() {
        this(Environment.ofProcess(), Clock.systemUTC(), Log.of("worker-live-updates"));
    }

    /** With a clock and a log of the caller's. */
    public LiveUpdatesHandler(Environment environment, Clock clock, Log log) {
        this(LiveRuntime.from(environment, clock, log));
    }

    private LiveUpdatesHandler(LiveRuntime runtime) {
        super(message -> take(message, runtime.pushing()), runtime.log());
    }

    private static void take(QueueMessage message, Optional<Pushing> pushing) {
        OrderId order = LiveUpdateMessages.read(message.body()).order();
        Log.about("order", order);
        pushing.ifPresent(there -> {
            there.sweep();
            there.push(order);
        });
    }
}
