package dev.souk.local.page.dev;

import dev.souk.deployment.LambdaFunction;
import dev.souk.local.function.Functions;
import dev.souk.local.function.RecentInvocations;
import dev.souk.local.function.Trace;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls functions once more with the very event that they were called with. */
final class Replays implements AutoCloseable {
    private static final Duration TO_BEGIN = Duration.ofSeconds(5);

    private final Functions functions;
    private final AutoCloseable listening;
    /** By the copy of the event that was made for it: an array is equal to itself alone, so it says whose trace a trace is. */
    private final Map<byte[], Replay> replays = Collections.synchronizedMap(new WeakHashMap<>());

    private record Replay(UUID original, CompletableFuture<Optional<UUID>> begun) {}

    Replays(Functions functions, RecentInvocations invocations) {
        this.functions = functions;
        this.listening = invocations.listen(this::noticed);
    }

    private void noticed(Trace trace) {
        Replay replay = replays.get(trace.event());
        if (replay != null) {
            replay.begun().complete(Optional.of(trace.requestId()));
        }
    }

    /** Begins it; the id of the new invocation, which goes on, or empty when it did not begin for a while. */
    Optional<UUID> again(Trace trace) {
        byte[] event = trace.event().clone();
        Replay replay = new Replay(trace.requestId(), new CompletableFuture<>());
        replays.put(event, replay);
        Duration patience = LambdaFunction.named(trace.function())
                .map(LambdaFunction::timeout)
                .orElse(Duration.ofMinutes(1));
        Thread.ofVirtual()
                .name("replay-" + trace.function())
                .start(() -> functions.invoke(trace.function(), event, patience));
        return replay.begun()
                .completeOnTimeout(Optional.empty(), TO_BEGIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The invocation that this one repeats. */
    Optional<UUID> originalOf(Trace trace) {
        return Optional.ofNullable(replays.get(trace.event())).map(Replay::original);
    }

    @Override
    public void close() throws Exception {
        listening.close();
    }
}
