package dev.souk.lambda.queue;

/** Handles one message. Returning means it is done with; throwing means it is to come again, and its neighbours are unharmed. */
@FunctionalInterface
public interface MessageHandler {
    void handle(QueueMessage message) throws Exception;
}
