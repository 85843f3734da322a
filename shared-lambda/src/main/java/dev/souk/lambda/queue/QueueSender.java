package dev.souk.lambda.queue;

import dev.souk.model.message.WorkQueue;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts messages on queues. */
public interface QueueSender {
    /** @param id names the message to the sender alone */
    record Outgoing(UUID id, String body) {}

    /**
     * Sends all of {@code messages}, in as few calls as the queue allows.
     *
     * @return the ids of those the queue has taken; the others may be sent again
     */
    Set<UUID> send(WorkQueue queue, List<Outgoing> messages);
}
