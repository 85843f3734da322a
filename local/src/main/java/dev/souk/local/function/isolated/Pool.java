package dev.souk.local.function.isolated;

import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Invocation;
import dev.souk.local.function.Trace;
import dev.souk.local.function.Trail;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The instances of one function. An event goes to the one that was free last, so that the others may go; to a new one when none is
 * free; and waits for one when there may be no more.
 */
final class Pool {
    /** For so long it is worth waiting for an instance that has answered, rather than starting another. */
    private static final Duration SHORTLY = Duration.ofMillis(100);

    private static final Executor SETTLING = Thread::startVirtualThread;

    private final Launch launch;
    private final Duration timeout;
    private final int most;
    private final Isolation isolation;
    private final Surroundings surroundings;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<Instance> all = new HashSet<>();
    private int starting;
    /** How many have answered and have not asked for the next event yet, which takes them a millisecond. */
    private int settling;

    private volatile boolean closed;

    private record Idle(Instance instance, long since) {}

    /**
     * What the pools of a run share.
     *
     * @param logs a folder for what instances write
     */
    record Surroundings(
            RuntimeApi api,
            Guardian guardian,
            Path logs,
            Log log,
            java.util.function.Consumer<String> lines,
            Trail trail) {}

    /** What an event runs on, and how long that took to start when it was started for it. */
    private record Lent(Instance instance, Optional<Duration> init) {}

    private record Ended(Invocation ending, Duration took) {}

    Pool(Launch launch, Duration timeout, int most, Isolation isolation, Surroundings surroundings) {
        this.launch = launch;
        this.timeout = timeout;
        this.most = most;
        this.isolation = isolation;
        this.surroundings = surroundings;
    }

    Invocation invoke(byte[] event, TraceHeader header, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Trace trace = Trace.running(UUID.randomUUID(), launch.name(), Instant.now(), event);
        surroundings.trail().tell(trace);
        try {
            Optional<Lent> lent = lend(end);
            if (lent.isEmpty()) {
                return over(trace, new Invocation.Throttled(), patience);
            }
            return run(trace, header, lent.get(), end);
        } catch (InitFailed e) {
            surroundings.log().warn("function.init_failed", "name", launch.name(), "error", e.errorType());
            Duration took = elapsed(end, patience);
            surroundings
                    .trail()
                    .tell(trace.ended(
                            new Invocation.Failed(e.errorType()),
                            took,
                            Optional.of(took),
                            e.lines(),
                            Optional.empty()));
            return new Invocation.Failed(e.errorType());
        } catch (TimeoutException e) {
            return over(trace, new Invocation.TimedOut(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return over(trace, new Invocation.Failed(InterruptedException.class.getName()), elapsed(end, patience));
        }
    }

    private static Duration elapsed(long end, Duration patience) {
        return patience.minusNanos(Math.max(0, end - System.nanoTime()));
    }

    private Invocation over(Trace trace, Invocation ending, Duration took) {
        surroundings.trail().tell(trace.ended(ending, took, Optional.empty(), List.of(), Optional.empty()));
        return ending;
    }

    private Invocation run(Trace trace, TraceHeader header, Lent lent, long end) throws InterruptedException {
        Instance instance = lent.instance();
        Call call =
                Call.of(trace.requestId(), trace.event(), header, Instant.now().plus(timeout));
        long begun = System.nanoTime();
        CompletableFuture<Ended> ended = call.ending().thenApply(ending -> {
            locked(() -> settling++);
            return new Ended(ending, Duration.ofNanos(System.nanoTime() - begun));
        });
        instance.give(call, timeout);
        // Free, or ended: in either case it has written all that it will write about this event.
        CompletableFuture<?> _ =
                instance.free().thenRunAsync(() -> settle(trace, instance, ended.join(), lent.init()), SETTLING);
        try {
            return ended.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .ending();
        } catch (TimeoutException e) {
            // The caller waits no longer. The function goes on until it is done or its own time is up.
            return new Invocation.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Writes down what there was to see, and lends the instance to the next. */
    private void settle(Trace trace, Instance instance, Ended ended, Optional<Duration> init) {
        Invocation ending = ended.ending();
        try {
            List<String> lines = instance.lines();
            lines.forEach(surroundings.lines());
            Optional<Integer> memory = instance.memoryMegabytes();
            surroundings
                    .log()
                    .info(
                            "function.invoked",
                            "name",
                            launch.name(),
                            "request_id",
                            trace.requestId().toString(),
                            "ending",
                            ending instanceof Invocation.Failed(String type)
                                    ? type
                                    : ending.getClass().getSimpleName(),
                            "millis",
                            ended.took().toMillis(),
                            "init_millis",
                            init.map(Duration::toMillis).orElse(0L),
                            "memory_mb",
                            memory.orElse(0));
            surroundings.trail().tell(trace.ended(ending, ended.took(), init, lines, memory));
        } finally {
            locked(() -> {
                settling--;
                giveBack(instance);
            });
        }
    }

    private Optional<Lent> lend(long end) throws InterruptedException, TimeoutException {
        Duration shortly = SHORTLY;
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new InitFailed("Sandbox.Stopped");
                }
                for (Idle next = idle.poll(); next != null; next = idle.poll()) {
                    if (next.instance().isAlive()) {
                        return Optional.of(new Lent(next.instance(), Optional.empty()));
                    }
                }
                long left = end - System.nanoTime();
                boolean soonFree = settling > 0 && shortly.toNanos() > 0;
                if (soonFree) {
                    shortly = Duration.ofNanos(changed.awaitNanos(Math.min(left, shortly.toNanos())));
                } else if (all.size() + starting < most) {
                    starting++;
                    break;
                } else if (left <= 0) {
                    return Optional.empty();
                } else {
                    var _ = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(started(end));
    }

    private Lent started(long end) throws InterruptedException, TimeoutException {
        Instance instance = process();
        surroundings.guardian().guard(instance.pid());
        surroundings.api().open(instance);
        var _ = instance.exit().thenRun(() -> ended(instance));
        if (closed) {
            instance.kill();
        }
        try {
            Duration init = instance.started().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new Lent(instance, Optional.of(init));
        } catch (TimeoutException e) {
            // Whoever it was started for is gone; when it is ready, it is there for others.
            var _ = instance.started().thenRun(() -> giveBack(instance));
            throw e;
        } catch (ExecutionException e) {
            List<String> lines = instance.lines();
            lines.forEach(surroundings.lines());
            instance.kill();
            instance.forget();
            throw e.getCause() instanceof InitFailed failed
                    ? failed.having(lines)
                    : new IllegalStateException(e.getCause());
        }
    }

    /** Another process, counted from before it is there: there are never more than there may be. */
    private Instance process() {
        UUID id = UUID.randomUUID();
        try {
            Instance instance = Instance.start(
                    id,
                    launch.arn(),
                    launch.command(surroundings.api().address(id), id.toString()),
                    new InstanceLog(surroundings.logs().resolve(launch.name() + "-" + id + ".log")),
                    isolation.initTimeout());
            locked(() -> {
                starting--;
                all.add(instance);
            });
            return instance;
        } catch (UncheckedIOException e) {
            locked(() -> starting--);
            throw e;
        }
    }

    private void giveBack(Instance instance) {
        locked(() -> {
            if (instance.isAlive() && all.contains(instance)) {
                idle.push(new Idle(instance, System.nanoTime()));
            } else {
                instance.forget();
            }
            changed.signalAll();
        });
    }

    private void ended(Instance instance) {
        surroundings.guardian().forget(instance.pid());
        surroundings.api().close(instance);
        locked(() -> {
            all.remove(instance);
            if (idle.removeIf(each -> each.instance() == instance)) {
                instance.forget();
            }
            changed.signal();
        });
    }

    /** Ends those that nobody has called for a while. */
    void retire() {
        long now = System.nanoTime();
        List<Instance> old = new ArrayList<>();
        locked(() ->
                idle.removeIf(each -> now - each.since() > isolation.idle().toNanos() && old.add(each.instance())));
        old.forEach(Instance::kill);
        old.forEach(Instance::forget);
    }

    List<Instance> instances() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle(Instance instance) {
        lock.lock();
        try {
            return idle.stream().anyMatch(each -> each.instance() == instance);
        } finally {
            lock.unlock();
        }
    }

    /** Asks those that are idle to end by themselves, and waits until they have. */
    void endGently() {
        List<Instance> idling = new ArrayList<>();
        locked(() -> {
            while (settling > 0) {
                changed.awaitUninterruptibly();
            }
            idle.forEach(each -> idling.add(each.instance()));
            idle.clear();
        });
        idling.forEach(Instance::endGently);
        idling.forEach(instance -> instance.exit().join());
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all of them; no new ones are started. */
    void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
        });
        List<Instance> left = instances();
        left.forEach(Instance::kill);
        left.forEach(instance -> instance.exit().join());
    }
}
