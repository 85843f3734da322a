package dev.souk.stripe.standin.webhook;

import dev.souk.stripe.standin.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private record Due(Instant at, String deliveryId) {}

    private final Store store;
    private final Clock clock;
    private final Backoff backoff;
    private final Post post;
    private final Runnable wake;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
    private final Deque<String> withoutAddress = new ArrayDeque<>();
    private int inFlight;
    private boolean paused;

    /** @param wake is called when there may be something to do before the time that runDue gave */
    public Courier(Store store, Clock clock, Backoff backoff, Post post, Runnable wake) {
        this.store = store;
        this.clock = clock;
        this.backoff = backoff;
        this.post = post;
        this.wake = wake;
    }

    /** Takes up, at once, what an earlier run left undelivered. */
    public void takeUpUnfinished() {
        store.newestFirst(Delivery.class).stream()
                .filter(delivery -> delivery.status() == Delivery.Status.PENDING)
                .forEach(delivery -> schedule(delivery.id(), Instant.EPOCH));
    }

    public void accept(Delivery delivery) {
        schedule(delivery.id(), delivery.nextAttempt());
    }

    private void schedule(String deliveryId, Instant at) {
        lock.lock();
        try {
            queue.add(new Due(at, deliveryId));
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
            withoutAddress.forEach(id -> queue.add(new Due(Instant.EPOCH, id)));
            withoutAddress.clear();
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /** Starts what is due; gives the time of the next one. */
    public Optional<Instant> runDue(Instant now) {
        lock.lock();
        try {
            while (!paused && inFlight < MOST_AT_ONCE) {
                Due due = queue.peek();
                if (due == null || due.at().isAfter(now)) {
                    break;
                }
                queue.remove();
                start(due.deliveryId());
            }
            boolean blocked = paused || inFlight >= MOST_AT_ONCE;
            return blocked
                    ? Optional.empty()
                    : Optional.ofNullable(queue.peek()).map(Due::at);
        } finally {
            lock.unlock();
        }
    }

    private void start(String deliveryId) {
        Delivery delivery = store.find(Delivery.class, deliveryId).orElse(null);
        if (delivery == null || delivery.status() != Delivery.Status.PENDING) {
            return;
        }
        WebhookEndpoint endpoint =
                store.find(WebhookEndpoint.class, delivery.endpointId()).orElse(null);
        if (endpoint != null && endpoint.url() == null) {
            withoutAddress.add(deliveryId);
            return;
        }
        inFlight++;
        threads.execute(() -> {
            try {
                if (endpoint == null) {
                    giveUp(deliveryId);
                } else {
                    attempt(delivery, endpoint);
                }
            } catch (InterruptedException e) {
                // We are closing: the delivery stays pending and is taken up by the next run.
                Thread.currentThread().interrupt();
            } finally {
                lock.lock();
                try {
                    inFlight--;
                } finally {
                    lock.unlock();
                }
                wake.run();
            }
        });
    }

    private void attempt(Delivery delivery, WebhookEndpoint endpoint) throws InterruptedException {
        Event event = store.find(Event.class, delivery.eventId()).orElseThrow();
        Attempt attempt = post.send(event, endpoint, clock.instant());
        store.change(transaction -> {
            Delivery now = transaction.find(Delivery.class, delivery.id()).orElse(delivery);
            Delivery after = after(now, event, attempt);
            transaction.put(after);
            if (after.status() == Delivery.Status.PENDING) {
                transaction.afterwards(() -> accept(after));
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
        Attempt attempt = post.send(event, endpoint, clock.instant());
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
        post.close();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a webhook was still under way when the stand-in stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
