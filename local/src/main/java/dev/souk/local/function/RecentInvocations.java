package dev.souk.local.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last invocations, in the order in which they began. The oldest make room. Safe for use by many threads. */
public final class RecentInvocations implements Trail {
    private static final int MOST = 500;
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Map<UUID, Trace> traces = new LinkedHashMap<>();
    private final List<Consumer<Trace>> listeners = new CopyOnWriteArrayList<>();
    private long bytes;

    @Override
    public void tell(Trace trace) {
        synchronized (traces) {
            Trace before = traces.put(trace.requestId(), trace);
            bytes += weight(trace) - (before == null ? 0 : weight(before));
            while (traces.size() > 1 && (traces.size() > MOST || bytes > MOST_BYTES)) {
                Trace oldest = traces.values().iterator().next();
                traces.remove(oldest.requestId());
                bytes -= weight(oldest);
            }
        }
        listeners.forEach(listener -> listener.accept(trace));
    }

    /** The newest last. */
    public List<Trace> all() {
        synchronized (traces) {
            return new ArrayList<>(traces.values());
        }
    }

    public Optional<Trace> find(UUID requestId) {
        synchronized (traces) {
            return Optional.ofNullable(traces.get(requestId));
        }
    }

    /** From now on {@code listener} hears of each change, in the thread that brings it about. Close what is returned to end that. */
    public AutoCloseable listen(Consumer<Trace> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static long weight(Trace trace) {
        long payload = trace.ending().orElse(null) instanceof Invocation.Answered(byte[] answer) ? answer.length : 0;
        return trace.event().length
                + payload
                + trace.log().stream().mapToLong(String::length).sum();
    }
}
