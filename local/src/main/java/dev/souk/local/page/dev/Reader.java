package dev.souk.local.page.dev;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One open page, on the thread that writes to it. What it should hear waits in a queue that has an end: whoever tells it something is never
 * held up by it. A reader that does not keep up is let go; its page comes back and is told everything afresh.
 */
final class Reader {
    private static final int MOST_WAITING = 512;

    /** What a page is told. */
    sealed interface News {
        /** An invocation began or ended. By its id alone: what waits must not keep alive what the others have forgotten. */
        record Invocation(UUID id) implements News {}

        /** All that a panel shows now. */
        record State(String panel, String json) implements News {}
    }

    private final Thread writer = Thread.currentThread();
    private final BlockingQueue<News> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, String> shown = new HashMap<>();

    /** Returns at once. */
    void tell(News news) {
        if (!waiting.offer(news)) {
            letGo();
        }
    }

    /** Tells it what a panel shows, unless it knows. Called by one thread. */
    void show(String panel, String json) {
        if (!json.equals(shown.put(panel, json))) {
            tell(new News.State(panel, json));
        }
    }

    /** Ends the writing, also in the middle of a write that nobody reads. */
    void letGo() {
        writer.interrupt();
    }

    /** The next news; empty when there was none for that long. */
    Optional<News> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }
}
