package dev.souk.local.function;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One invocation, seen from outside. It is told twice: while it runs, without an ending, and when it is over.
 *
 * @param requestId Lambda's own, of this invocation
 * @param event what the function was called with, JSON
 * @param init how long a new instance took to start for it; empty when it ran on one that was warm
 * @param took from the hand-over of the event to the answer; empty while it runs
 * @param ending empty while it runs
 * @param log what the function wrote meanwhile, a line each; with what it wrote while it started, when it was cold
 * @param memoryMegabytes the most that the instance has used so far, where that is known
 */
public record Trace(
        UUID requestId,
        String function,
        Instant at,
        byte[] event,
        Optional<Duration> init,
        Optional<Duration> took,
        Optional<Invocation> ending,
        List<String> log,
        Optional<Integer> memoryMegabytes) {
    public Trace {
        log = List.copyOf(log);
    }

    public static Trace running(UUID requestId, String function, Instant at, byte[] event) {
        return new Trace(
                requestId,
                function,
                at,
                event,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public Trace ended(
            Invocation ending,
            Duration took,
            Optional<Duration> init,
            List<String> log,
            Optional<Integer> memoryMegabytes) {
        return new Trace(
                requestId, function, at, event, init, Optional.of(took), Optional.of(ending), log, memoryMegabytes);
    }

    public boolean isRunning() {
        return ending.isEmpty();
    }

    /** Whether the function did what it was asked: it answered at all. What it answered is for the caller to judge. */
    public boolean isAnswered() {
        return ending.isPresent() && ending.get() instanceof Invocation.Answered;
    }
}
