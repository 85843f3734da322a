package dev.souk.lambda.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as its worker gets it.
 *
 * @param attributes the sender's own attributes of type String, by name
 * @param sentAt when the queue took it
 * @param receives how often it has been delivered, this time included
 */
public record QueueMessage(String id, String body, Map<String, String> attributes, Instant sentAt, int receives) {
    public QueueMessage {
        attributes = Map.copyOf(attributes);
    }

    /** The attribute of this name, whatever its case: API Gateway and SQS keep what was sent. */
    public Optional<String> attribute(String name) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(name)) {
                return Optional.of(attribute.getValue());
            }
        }
        return Optional.empty();
    }
}
