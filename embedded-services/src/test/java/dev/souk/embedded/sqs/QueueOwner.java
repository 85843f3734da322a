package dev.souk.embedded.sqs;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A JVM that sends itself a message, says so, and waits to be killed. */
final class QueueOwner {
    private QueueOwner() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedSqs sqs = EmbeddedSqs.start(Path.of(arguments[0]), 0, List.of(EmbeddedSqsTest.EMAILS));
                SqsClient client = EmbeddedSqsTest.client(sqs)) {
            EmbeddedSqsTest.send(sqs, client, "sent before the kill");
            System.out.println("sent");
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }
}
