package dev.souk.email;

import dev.souk.lambda.config.Environment;
import dev.souk.lambda.queue.QueueFunction;

/**
 * The worker on {@code emails}: messages as {@link dev.souk.lambda.message.EmailMessages} writes them, one by one. A mail server that
 * does not answer costs up to ten seconds a message, so a batch of ten wants two minutes.
 */
public final class EmailHandler extends QueueFunction {
    /** For Lambda. */
    public EmailHandler() {
        this(EmailRuntime.from(Environment.ofProcess()));
    }

    public EmailHandler(EmailRuntime runtime) {
        super(runtime.delivery()::take, runtime.log());
    }
}
