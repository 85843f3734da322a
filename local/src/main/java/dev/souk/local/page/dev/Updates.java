package dev.souk.local.page.dev;

import com.sun.net.httpserver.HttpExchange;
import dev.souk.local.function.RecentInvocations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages what happens, as server-sent events: first {@code invocations} with all of them, then {@code invocation} as each begins
 * and ends, and an event by the name of each watched panel when it shows something else. A page that comes back is told everything afresh,
 * so it has nothing to say about what it last heard. Services are asked only while somebody is there.
 */
final class Updates implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Updates.class.getName());

    private final InvocationsPanel invocations;
    private final List<Watched> panels;
    private final Duration heartbeat;
    private final AutoCloseable listening;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    /** Has the watch look up before its time: somebody came, or went. */
    private final Semaphore stir = new Semaphore(0);

    private @Nullable Thread watch;
    private boolean looksAtAll;
    private boolean closed;

    /** @param heartbeat after so long without news a page is written to all the same: that is how one that is gone is noticed */
    Updates(RecentInvocations recent, InvocationsPanel invocations, List<Watched> panels, Duration heartbeat) {
        this.invocations = invocations;
        this.panels = List.copyOf(panels);
        this.heartbeat = heartbeat;
        this.listening = recent.listen(
                trace -> readers.forEach(reader -> reader.tell(new Reader.News.Invocation(trace.requestId()))));
    }

    /** How many pages are open. */
    int readers() {
        return readers.size();
    }

    /** Whether services are being asked. */
    boolean isWatching() {
        lock.lock();
        try {
            return watch != null;
        } finally {
            lock.unlock();
        }
    }

    /** Writes to this page until it goes away, does not keep up, or this is closed. */
    void writeTo(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        Reader reader = new Reader();
        try (OutputStream out = exchange.getResponseBody()) {
            // Enters first and reads the whole then: what happens in between is told twice rather than never.
            if (enter(reader)) {
                write(
                        out,
                        "retry: 1000\n\n"
                                + event("invocations", invocations.all().toString()));
                while (!Thread.currentThread().isInterrupted()) {
                    write(out, text(reader));
                }
            }
        } catch (IOException e) {
            // The page is gone, which is how this ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(reader);
        }
    }

    private String text(Reader reader) throws InterruptedException {
        return switch (reader.next(heartbeat).orElse(null)) {
            case null -> ": still here\n\n";
            case Reader.News.Invocation(var id) ->
                invocations
                        .line(id)
                        .map(line -> event("invocation", line.toString()))
                        .orElse("");
            case Reader.News.State(String panel, String json) -> event(panel, json);
        };
    }

    /** JSON has no line breaks of its own, so one line of data carries it. */
    private static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private boolean enter(Reader reader) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            readers.add(reader);
            looksAtAll = true;
            if (watch == null) {
                watch = Thread.ofVirtual().name("dev-page-watch").start(this::watch);
            } else {
                stir.release();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Reader reader) {
        readers.remove(reader);
        stir.release();
    }

    private void watch() {
        Map<String, Long> due = new HashMap<>();
        while (goesOn(due)) {
            long now = System.nanoTime();
            for (Watched panel : panels) {
                if (now - due.getOrDefault(panel.name(), now) >= 0) {
                    String state = look(panel);
                    readers.forEach(reader -> reader.show(panel.name(), state));
                    due.put(panel.name(), System.nanoTime() + panel.every().toNanos());
                }
            }
            rest(due);
        }
    }

    /** A panel that fails is not to take the others with it. */
    private static String look(Watched panel) {
        try {
            return panel.now().toString();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the developer's page cannot look at " + panel.name(), e);
            return Replies.object()
                    .put("error", "This part of the page failed; what Souk printed says why.")
                    .toString();
        }
    }

    /** Ends with the last page. Who comes right then finds no watch, and begins one. */
    private boolean goesOn(Map<String, Long> due) {
        lock.lock();
        try {
            if (readers.isEmpty() || closed) {
                watch = null;
                return false;
            }
            if (looksAtAll) {
                due.clear();
                looksAtAll = false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Until the next look is due, or somebody comes or goes. */
    private void rest(Map<String, Long> due) {
        long soonest = due.values().stream()
                .mapToLong(at -> at - System.nanoTime())
                .min()
                .orElse(TimeUnit.SECONDS.toNanos(1));
        try {
            if (stir.tryAcquire(soonest, TimeUnit.NANOSECONDS)) {
                stir.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets all pages go. */
    @Override
    public void close() throws Exception {
        lock.lock();
        try {
            closed = true;
            stir.release();
        } finally {
            lock.unlock();
        }
        readers.forEach(Reader::letGo);
        listening.close();
    }
}
