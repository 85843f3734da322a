package dev.souk.local.function.isolated;

import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process of a function, from its start to its end. It asks for an event ({@link #next}), is thawed for it, answers
 * ({@link #answered}, {@link #failed}), asks for the next one, and stands still until that comes.
 */
final class Instance {
    /** What a process that ended, in whatever way, is called by Lambda. */
    private static final String EXITED = "Runtime.ExitError";

    /** Long enough for whatever it had begun before to be felt afterwards. */
    private static final Duration FROZEN = Duration.ofMillis(200);

    private static final String INIT_TIMED_OUT = "Sandbox.Timedout";

    private final UUID id;
    private final String arn;
    private final Process process;
    private final InstanceLog log;
    private volatile long begun = System.nanoTime();
    private final CompletableFuture<Duration> started = new CompletableFuture<>();
    private final SynchronousQueue<Call> handOver = new SynchronousQueue<>();
    private final AtomicReference<@Nullable Call> current = new AtomicReference<>();
    private final AtomicReference<CompletableFuture<Void>> free = new AtomicReference<>(new CompletableFuture<>());

    private Instance(UUID id, String arn, Process process, InstanceLog log) {
        this.id = id;
        this.arn = arn;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param arn of the function, which it is told with each event
     * @param log where it writes to
     * @param initTimeout after which it is killed when it has not asked for an event
     */
    static Instance start(UUID id, String arn, Command command, InstanceLog log, Duration initTimeout) {
        ProcessBuilder builder = new ProcessBuilder(command.line())
                .directory(command.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        try {
            Instance instance = new Instance(id, arn, builder.start(), log);
            instance.watch(initTimeout);
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.line().getFirst(), e);
        }
    }

    private void watch(Duration initTimeout) {
        CompletableFuture<?> _ = process.onExit().thenRun(this::ended);
        CompletableFuture<?> _ = started.orTimeout(initTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((took, failure) -> {
                    if (failure instanceof TimeoutException) {
                        kill();
                    }
                });
    }

    UUID id() {
        return id;
    }

    String arn() {
        return arn;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended. */
    CompletableFuture<Process> exit() {
        return process.onExit();
    }

    /** How long it took until it first asked for an event; fails with {@link InitFailed}. */
    CompletableFuture<Duration> started() {
        return started.handle((took, failure) -> {
            if (failure == null) {
                return took;
            }
            throw failure instanceof InitFailed reported ? reported : new InitFailed(INIT_TIMED_OUT);
        });
    }

    /** What it has written since this was last asked. */
    List<String> lines() {
        return log.taken();
    }

    /** Lets go of what is left of an instance that has ended. */
    void forget() {
        log.delete();
    }

    /** As the operating system ends it, at once. Whoever waits for it hears of it. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end by itself, which it does not while it is frozen. */
    void endGently() {
        Signals.thaw(process.toHandle());
        process.destroy();
    }

    /**
     * Gives it an event and does not wait. It has asked for one, see {@link #free}.
     *
     * @param timeout after which it is killed
     */
    void give(Call call, Duration timeout) {
        free.set(new CompletableFuture<>());
        current.set(call);
        CompletableFuture<?> _ = call.ending()
                .completeOnTimeout(new Invocation.TimedOut(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(ending -> {
                    if (ending instanceof Invocation.TimedOut) {
                        kill();
                    }
                });
        Signals.thaw(process.toHandle());
        try {
            if (!process.isAlive() || !handOver.offer(call, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                lost(call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost(call);
        }
    }

    /** It had ended before it could be given anything. */
    private void lost(Call call) {
        call.ending().complete(new Invocation.Failed(EXITED));
        free.get().complete(null);
    }

    /** Completes when it asks for the next event, or has ended. */
    CompletableFuture<Void> free() {
        return free.get();
    }

    /**
     * It is ready for a snapshot: the thread that tells waits. Nothing of it runs for a while; then it goes on, and what it took to start is
     * counted from there.
     */
    void restore() throws InterruptedException {
        Signals.freeze(process.toHandle());
        Thread.sleep(FROZEN);
        begun = System.nanoTime();
        Signals.thaw(process.toHandle());
    }

    /** It asks for an event: the thread that asks for it waits. Empty when there will be none. */
    Optional<Call> next() throws InterruptedException {
        current.set(null);
        Signals.freeze(process.toHandle());
        // In this order: once it is known to have started, it may be given an event, and is not free any more.
        free.get().complete(null);
        started.complete(Duration.ofNanos(System.nanoTime() - begun));
        while (process.isAlive()) {
            Call call = handOver.poll(1, TimeUnit.SECONDS);
            if (call != null) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /** False when it answers what it was not asked. */
    boolean answered(String requestId, byte[] payload) {
        return end(
                requestId,
                payload.length > Functions.LARGEST_PAYLOAD
                        ? new Invocation.Failed("Function.ResponseSizeTooLarge")
                        : new Invocation.Answered(payload));
    }

    boolean failed(String requestId, String errorType) {
        return end(requestId, new Invocation.Failed(errorType));
    }

    void initFailed(String errorType) {
        started.completeExceptionally(new InitFailed(errorType));
    }

    private boolean end(String requestId, Invocation ending) {
        Call call = current.get();
        return call != null
                && call.requestId().toString().equals(requestId)
                && call.ending().complete(ending);
    }

    private void ended() {
        started.completeExceptionally(new InitFailed(EXITED));
        Call call = current.getAndSet(null);
        if (call != null) {
            call.ending().complete(new Invocation.Failed(EXITED));
        }
        free.get().complete(null);
    }

    /** The most memory it has used so far, in megabytes; empty when it has ended or the system does not say. */
    Optional<Integer> memoryMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
