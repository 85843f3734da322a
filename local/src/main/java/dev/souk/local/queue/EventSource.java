package dev.souk.local.queue;

import java.net.URI;
import java.time.Duration;

/**
 * A queue and the function that works on it.
 *
 * @param batchSize how many messages one call gets at most, from 1 to 10
 * @param concurrency how many calls there are at once at most
 * @param functionTimeout how long one call may take
 * @param longPoll how long one receive waits for a message, whole seconds from 0 to 20; stopping takes as long
 */
public record EventSource(
        String queue,
        URI queueUrl,
        String function,
        int batchSize,
        int concurrency,
        Duration functionTimeout,
        Duration longPoll) {
    public EventSource {
        if (batchSize < 1 || batchSize > 10) {
            throw new IllegalArgumentException("SQS gives 1 to 10 messages at once, not " + batchSize);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("somebody has to work on the queue");
        }
    }
}
