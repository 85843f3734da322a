package dev.souk.local.schedule;

import dev.souk.local.function.Functions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls one function at a rate, one call at a time; one that fails is called again when it is due next. */
public final class Schedule implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Functions functions;
    private final String function;
    private final Duration rate;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread loop;

    private Schedule(Functions functions, String function, Duration rate, Clock clock) {
        this.functions = functions;
        this.function = function;
        this.rate = rate;
        this.clock = clock;
        this.loop = Thread.ofVirtual().name("schedule-" + function).unstarted(this::run);
    }

    /** The first call is made at once: it does what the last run left behind. */
    public static Schedule start(Functions functions, String function, Duration rate, Clock clock) {
        Schedule schedule = new Schedule(functions, function, rate, clock);
        schedule.loop.start();
        return schedule;
    }

    private void run() {
        try {
            do {
                // How it ended stands in the function's log.
                functions.invoke(function, event(), TIMEOUT);
            } while (!stopped.await(rate.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] event() {
        String event = """
                {"version":"0","id":"%s","detail-type":"Scheduled Event","source":"aws.scheduler",\
                "account":"000000000000","time":"%s","region":"us-east-1","resources":[],"detail":{}}""".formatted(UUID.randomUUID(), clock.instant());
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits for the call in hand. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            loop.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
