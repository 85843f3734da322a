package dev.souk.webhooks;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.message.SellerWebhooks;
import dev.souk.lambda.queue.QueueFunction;
import dev.souk.lambda.queue.QueueMessage;
import dev.souk.model.message.SellerWebhook.Asked;
import dev.souk.model.message.SellerWebhook.Happened;
import dev.souk.webhooks.delivering.FanOut;
import dev.souk.webhooks.delivering.Telling;
import java.time.Clock;

/** The worker on {@code seller-webhooks}: messages as {@link SellerWebhooks} writes them. */
public final class SellerWebhooksHandler extends QueueFunction {
    /** For Lambda. */
    public SellerWebhooksHandler() {
        this(WebhooksRuntime.from(Environment.ofProcess(), Clock.systemUTC(), Log.of("worker-seller-webhooks")));
    }

    public SellerWebhooksHandler(WebhooksRuntime runtime) {
        this(runtime, runtime.telling(runtime.letters()));
    }

    private SellerWebhooksHandler(WebhooksRuntime runtime, Telling telling) {
        this(runtime.fanOut(telling), telling, runtime.log());
    }

    private SellerWebhooksHandler(FanOut fanOut, Telling telling, Log log) {
        super(message -> take(message, fanOut, telling), log);
    }

    private static void take(QueueMessage message, FanOut fanOut, Telling telling) {
        switch (SellerWebhooks.read(message.body())) {
            case Happened happened -> {
                Log.about("event", happened.event());
                fanOut.happened(happened);
            }
            case Asked(var delivery) -> {
                Log.about("delivery", delivery);
                telling.one(delivery);
            }
        }
    }
}
