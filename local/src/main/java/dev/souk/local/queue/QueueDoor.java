package dev.souk.local.queue;

import dev.souk.lambda.trace.TraceHeader;
import java.util.Map;

/** A way onto the queues for what has no function before it. */
@FunctionalInterface
public interface QueueDoor {
    /** What became of a message. */
    enum Outcome {
        /** The queue has it. */
        TAKEN,
        /** No queue takes such a message: it is empty, too long, or has characters that SQS does not carry. */
        REFUSED,
        /** The queue could not be asked; the message may be sent again. */
        UNREACHABLE
    }

    /**
     * Sends one message.
     *
     * @param queue its name, {@code payment-events}
     * @param attributes of type String, none of them empty
     * @param trace of what it follows from
     */
    Outcome put(String queue, String body, Map<String, String> attributes, TraceHeader trace);
}
