package dev.souk.embedded.sqs;

import java.time.Duration;

/**
 * A queue and, with it, the queue {@code <name>-dead} that takes what was received {@code maxReceives} times and never
 * deleted. A name that ends in {@code .fifo} makes both FIFO queues; the other is then {@code <stem>-dead.fifo}.
 *
 * @param visibility how long a received message is hidden from others; whole seconds, at most 12 hours
 * @param maxReceives from 1 to 1000
 */
public record QueueDefinition(String name, Duration visibility, int maxReceives) {
    private static final String FIFO = ".fifo";

    public QueueDefinition {
        if (!name.matches("[A-Za-z0-9_-]{1,70}(\\.fifo)?")) {
            throw new IllegalArgumentException("not a queue name: " + name);
        }
        if (visibility.isNegative() || visibility.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("not a visibility timeout: " + visibility);
        }
        if (maxReceives < 1 || maxReceives > 1000) {
            throw new IllegalArgumentException("not a number of receives: " + maxReceives);
        }
    }

    /** The name of the queue that keeps what could not be handled. */
    public String deadLetters() {
        return isFifo() ? name.substring(0, name.length() - FIFO.length()) + "-dead" + FIFO : name + "-dead";
    }

    boolean isFifo() {
        return name.endsWith(FIFO);
    }
}
