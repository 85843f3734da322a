package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings deliveries to their endpoints and tries again what failed. It is driven: {@link #runDue} starts what is due by the
 * clock, each attempt on a thread of its own.
 */
public final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
    private static final int MOST_AT_ONCE = 64;

    private static final String OTHER_VERSION = "2020-08-27";

    private record Due(Instant at, long number, String deliveryId) {}

    private final Store store;
    private final Clock clock;
    private final Backoff backoff;
    private final Carrier carrier;
    private final Runnable wake;
    private final ExecutorService threads;
    private final WebhookFaults faults = new WebhookFaults();
    private final Map<String, WebhookFault> met = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private final Deque<String> withoutAddress = new ArrayDeque<>();
    private long count;
    private int inFlight;
    private boolean paused;

    /**
     * A courier with nothing to do yet.
     *
     * @param threads where each attempt runs; {@link CallersThread} for that of whoever calls runDue
     * @param wake is called when there may be something to do before the time that runDue gave
     */
    public Courier(Store store, Clock clock, Backoff backoff, Carrier carrier, ExecutorService threads, Runnable wake) {
        this.store = store;
        this.clock = clock;
        this.backoff = backoff;
        this.carrier = carrier;
        this.threads = threads;
        this.wake = wake;
    }

    /** Takes up, at once, what an earlier run left undelivered. */
    public void takeUpUnfinished() {
        store.newestFirst(Delivery.class).reversed().stream()
                .filter(delivery -> delivery.status() == Delivery.Status.PENDING)
                .forEach(delivery -> schedule(delivery.id(), Instant.EPOCH));
    }

    /** Takes a new delivery, which may meet a fault that was ordered. */
    public void accept(Delivery delivery, String type) {
        WebhookFaults.Met fault = faults.next(type, delivery.id()).orElse(null);
        if (fault == null) {
            schedule(delivery.id(), delivery.nextAttempt());
            return;
        }
        switch (fault.fault()) {
            case DROPPED -> giveUp(delivery.id());
            case DELAYED -> schedule(delivery.id(), delivery.nextAttempt().plus(fault.delay()));
            case REORDERED -> {
                if (fault.last()) {
                    fault.together().reversed().forEach(id -> schedule(id, delivery.nextAttempt()));
                }
            }
            case DUPLICATED, OTHER_VERSION -> {
                lock.lock();
                try {
                    met.put(delivery.id(), fault.fault());
                } finally {
                    lock.unlock();
                }
                schedule(delivery.id(), delivery.nextAttempt());
            }
        }
    }

    public WebhookFaults faults() {
        return faults;
    }

    /** Calls off the faults that were ordered; deliveries that wait for others to be reordered go now. */
    public void endFaults() {
        faults.clear().forEach(id -> schedule(id, Instant.EPOCH));
    }

    private void schedule(String deliveryId, Instant at) {
        lock.lock();
        try {
            queue.add(new Due(at, count++, deliveryId));
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    public void pause(boolean newPaused) {
        lock.lock();
        try {
            paused = newPaused;
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    public boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    /** An endpoint's address became known: what waited for it is due. */
    public void addressKnown() {
        lock.lock();
        try {
            withoutAddress.forEach(id -> queue.add(new Due(Instant.EPOCH, count++, id)));
            withoutAddress.clear();
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /** Starts what is due; gives the time of the next one. */
    public Optional<Instant> runDue(Instant now) {
        while (true) {
            Due due;
            lock.lock();
            try {
                if (paused || inFlight >= MOST_AT_ONCE) {
                    return Optional.empty();
                }
                due = queue.peek();
                if (due == null || due.at().isAfter(now)) {
                    return Optional.ofNullable(due).map(Due::at);
                }
                queue.remove();
                inFlight++;
            } finally {
                lock.unlock();
            }
            // Without the lock: on the caller's thread, whoever is handed an event may call us again from another.
            if (!start(due.deliveryId())) {
                landed();
            }
        }
    }

    private void landed() {
        lock.lock();
        try {
            inFlight--;
        } finally {
            lock.unlock();
        }
    }

    /** False when there is nothing to send, or nowhere to. */
    private boolean start(String deliveryId) {
        Delivery delivery = store.find(Delivery.class, deliveryId).orElse(null);
        if (delivery == null || delivery.status() != Delivery.Status.PENDING) {
            return false;
        }
        WebhookEndpoint endpoint =
                store.find(WebhookEndpoint.class, delivery.endpointId()).orElse(null);
        WebhookFault fault;
        lock.lock();
        try {
            if (endpoint != null && endpoint.url() == null) {
                withoutAddress.add(deliveryId);
                return false;
            }
            fault = met.remove(deliveryId);
        } finally {
            lock.unlock();
        }
        threads.execute(() -> {
            try {
                if (endpoint == null) {
                    giveUp(deliveryId);
                } else {
                    attempt(
                            delivery,
                            fault == WebhookFault.OTHER_VERSION ? endpoint.inVersion(OTHER_VERSION) : endpoint);
                    if (fault == WebhookFault.DUPLICATED) {
                        attempt(delivery, endpoint);
                    }
                }
            } catch (InterruptedException e) {
                // We are closing: the delivery stays pending and is taken up by the next run.
                Thread.currentThread().interrupt();
            } finally {
                landed();
                wake.run();
            }
        });
        return true;
    }

    private void attempt(Delivery delivery, WebhookEndpoint endpoint) throws InterruptedException {
        Event event = store.find(Event.class, delivery.eventId()).orElseThrow();
        Attempt attempt = carrier.send(event, endpoint, clock.instant());
        store.change(transaction -> {
            Delivery now = transaction.find(Delivery.class, delivery.id()).orElse(delivery);
            Delivery after = after(now, event, attempt);
            transaction.put(after);
            if (after.status() == Delivery.Status.PENDING) {
                transaction.afterwards(() -> schedule(after.id(), after.nextAttempt()));
            }
            return after;
        });
    }

    private Delivery after(Delivery now, Event event, Attempt attempt) {
        if (attempt.succeeded() || now.status() == Delivery.Status.DELIVERED) {
            return now.after(attempt, Delivery.Status.DELIVERED, now.nextAttempt());
        }
        Instant next = clock.instant().plus(backoff.after(now.attemptCount() + 1));
        boolean tooOld = next.isAfter(event.created().plus(backoff.giveUpAfter()));
        return now.after(attempt, tooOld ? Delivery.Status.GIVEN_UP : Delivery.Status.PENDING, next);
    }

    private void giveUp(String deliveryId) {
        store.change(transaction -> {
            transaction.find(Delivery.class, deliveryId).ifPresent(delivery -> transaction.put(delivery.givenUp()));
            return deliveryId;
        });
    }

    /** Sends an event again now, so many times at once, to each endpoint that it was for. Gives what came of each. */
    public List<Attempt> sendAgain(Event event, int times) {
        List<Callable<Attempt>> sends = new ArrayList<>();
        for (WebhookEndpoint endpoint : store.newestFirst(WebhookEndpoint.class)) {
            Delivery delivery =
                    store.find(Delivery.class, event.id() + "/" + endpoint.id()).orElse(null);
            if (delivery != null && endpoint.url() != null) {
                for (int i = 0; i < times; i++) {
                    sends.add(() -> extra(delivery, endpoint, event));
                }
            }
        }
        try {
            List<Attempt> attempts = new ArrayList<>();
            for (Future<Attempt> sent : threads.invokeAll(sends)) {
                attempts.add(sent.get());
            }
            return attempts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not send again", e);
        }
    }

    private Attempt extra(Delivery delivery, WebhookEndpoint endpoint, Event event) throws InterruptedException {
        Attempt attempt = carrier.send(event, endpoint, clock.instant());
        store.change(transaction -> {
            Delivery now = transaction.find(Delivery.class, delivery.id()).orElse(delivery);
            // A copy that fails changes nothing: the delivery itself is still on its way, or has arrived.
            transaction.put(now.after(
                    attempt, attempt.succeeded() ? Delivery.Status.DELIVERED : now.status(), now.nextAttempt()));
            return now;
        });
        return attempt;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        carrier.close();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a webhook was still under way when the stand-in stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
