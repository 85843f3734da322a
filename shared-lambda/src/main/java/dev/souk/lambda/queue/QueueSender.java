package dev.souk.lambda.queue;

import dev.souk.lambda.trace.TraceHeader;
import dev.souk.model.message.WorkQueue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts messages on queues. */
public interface QueueSender {
    /**
     * A message.
     *
     * @param id names it to the sender alone
     * @param trace of what it follows from: its worker goes on with that
     */
    record Outgoing(UUID id, String body, Optional<TraceHeader> trace) {}

    /**
     * Sends all of {@code messages}, in as few calls as the queue allows.
     *
     * @return the ids of those the queue has taken; the others may be sent again
     */
    Set<UUID> send(WorkQueue queue, List<Outgoing> messages);
}
