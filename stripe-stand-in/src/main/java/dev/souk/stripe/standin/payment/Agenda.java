package dev.souk.stripe.standin.payment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Ids and when each is due; of those due at the same time, first come, first served. */
final class Agenda {
    private record Due(Instant at, long number, String id) {}

    private final AtomicLong count = new AtomicLong();
    private final PriorityBlockingQueue<Due> queue =
            new PriorityBlockingQueue<>(16, Comparator.comparing(Due::at).thenComparingLong(Due::number));

    void add(Instant at, String id) {
        queue.add(new Due(at, count.getAndIncrement(), id));
    }

    /** Does what is due; gives the time of what is due next. */
    Optional<Instant> run(Instant now, Consumer<String> work) {
        while (true) {
            Due first = queue.peek();
            if (first == null || first.at().isAfter(now)) {
                return Optional.ofNullable(first).map(Due::at);
            }
            if (queue.remove(first)) {
                work.accept(first.id());
            }
        }
    }
}
