package dev.souk.local.function.isolated;

import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Invocation;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through an instance.
 *
 * @param header of the trace that it belongs to, which the function is told
 * @param deadline by the wall clock, which the function is told
 * @param ending completed once, by whatever comes first: the answer, the error, the deadline, the end of the process
 */
record Call(UUID requestId, byte[] event, TraceHeader header, Instant deadline, CompletableFuture<Invocation> ending) {
    static Call of(UUID requestId, byte[] event, TraceHeader header, Instant deadline) {
        return new Call(requestId, event, header, deadline, new CompletableFuture<>());
    }
}
