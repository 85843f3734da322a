package dev.souk.infra.watch;

import dev.souk.deployment.LambdaFunction;
import java.time.Duration;
import java.util.Locale;

/** What waits to be done, by the age in seconds of the oldest of it, which sweepers write into their logs every minute while there is any. */
public enum Waiting {
    /** Messages that were committed and are not on their queue. */
    OUTBOX("outbox.waiting", LambdaFunction.OUTBOX_SWEEPER, Duration.ofMinutes(5)),
    USERS_OUTBOX("outbox.waiting", LambdaFunction.USERS_OUTBOX_SWEEPER, Duration.ofMinutes(5)),
    CATALOG_OUTBOX("outbox.waiting", LambdaFunction.CATALOG_OUTBOX_SWEEPER, Duration.ofMinutes(5)),
    WEBHOOKS_OUTBOX("outbox.waiting", LambdaFunction.WEBHOOK_SWEEPER, Duration.ofMinutes(5)),
    /** What sellers' programs are to be told that take what they are told. */
    WEBHOOKS("webhooks.waiting", LambdaFunction.WEBHOOK_SWEEPER, Duration.ofMinutes(15)),
    /** Mails about orders, receipts first of all, that were asked for and are neither sent nor suppressed. */
    ORDER_MAILS("order_mails.waiting", LambdaFunction.OUTBOX_SWEEPER, Duration.ofMinutes(15));

    private final String event;
    private final LambdaFunction function;
    private final Duration tooLong;

    Waiting(String event, LambdaFunction function, Duration tooLong) {
        this.event = event;
        this.function = function;
        this.tooLong = tooLong;
    }

    /** The name of the event in the log; its field {@code oldest_seconds} is the age. */
    public String event() {
        return event;
    }

    public LambdaFunction function() {
        return function;
    }

    Duration tooLong() {
        return tooLong;
    }

    /** {@code users-outbox}: what the metric is called. */
    public String metricName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-oldest-seconds";
    }
}
