package dev.souk.local;

import dev.souk.lambda.log.Log;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be stopped in the opposite order. One that does not stop does not keep the others from it. */
final class Closing implements AutoCloseable {
    private record Part(String name, AutoCloseable part) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Log log;

    Closing(Log log) {
        this.log = log;
    }

    synchronized <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part next = parts.pop();
            try {
                next.part().close();
            } catch (Exception e) {
                log.error("local.stop_failed", e, "part", next.name());
            }
        }
    }
}
