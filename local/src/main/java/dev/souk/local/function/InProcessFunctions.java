package dev.souk.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Functions as objects in this process: one handler each, called by as many threads as there are calls. A function that takes longer
 * than its caller waits is interrupted, which also cuts the connections it waits on.
 */
public final class InProcessFunctions implements Functions {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, RequestStreamHandler> handlers;
    private final Log log;
    private final Trail trail;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param log hears of functions that failed, as Lambda's own log lines do */
    public InProcessFunctions(Map<String, RequestStreamHandler> handlers, Log log, Trail trail) {
        this.handlers = Map.copyOf(handlers);
        this.log = log;
        this.trail = trail;
    }

    @Override
    public Invocation invoke(String function, byte[] event, TraceHeader header, Duration patience) {
        RequestStreamHandler handler = handlers.get(function);
        if (handler == null) {
            throw new IllegalArgumentException("there is no function " + function);
        }
        if (event.length > LARGEST_PAYLOAD) {
            return new Invocation.EventTooLarge();
        }
        Trace trace = Trace.running(UUID.randomUUID(), function, Instant.now(), event);
        trail.tell(trace);
        List<String> lines = LogTap.lines();
        long begun = System.nanoTime();
        Invocation ending = run(handler, trace, header, patience, lines);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        synchronized (lines) {
            trail.tell(trace.ended(ending, took, Optional.empty(), lines, Optional.empty()));
        }
        return ending;
    }

    private Invocation run(
            RequestStreamHandler handler, Trace trace, TraceHeader header, Duration patience, List<String> lines) {
        String function = trace.function();
        InvocationContext context = InvocationContext.of(function, trace.requestId(), header, patience);
        Future<byte[]> running = threads.submit(() -> LogTap.during(lines, () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(trace.event()), out, context);
            return out.toByteArray();
        }));
        try {
            byte[] payload = running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return payload.length > LARGEST_PAYLOAD
                    ? new Invocation.Failed("Function.ResponseSizeTooLarge")
                    : new Invocation.Answered(payload);
        } catch (TimeoutException e) {
            running.cancel(true);
            log.warn("function.timed_out", "function", function, "seconds", patience.toSeconds());
            return new Invocation.TimedOut();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            log.error("function.failed", cause, "function", function);
            return new Invocation.Failed(cause.getClass().getName());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            return new Invocation.Failed(InterruptedException.class.getName());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("functions.still_running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
