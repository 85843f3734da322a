package dev.souk.test;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A batch of messages as Lambda's event source mapping hands it to a worker. */
public final class QueueEvent {
    private final List<Map<String, Object>> records = new ArrayList<>();

    public QueueEvent message(String id, String body) {
        return message(id, body, Instant.now(), Map.of());
    }

    /** @param attributes the sender's, of type String */
    public QueueEvent message(String id, String body, Instant sentAt, Map<String, String> attributes) {
        Map<String, Object> typed = new java.util.LinkedHashMap<>();
        attributes.forEach((name, value) -> typed.put(name, Map.of("stringValue", value, "dataType", "String")));
        records.add(Map.of(
                "messageId",
                id,
                "receiptHandle",
                UUID.randomUUID().toString(),
                "body",
                body,
                "attributes",
                Map.of("ApproximateReceiveCount", "1", "SentTimestamp", Long.toString(sentAt.toEpochMilli())),
                "messageAttributes",
                typed,
                "eventSource",
                "aws:sqs",
                "awsRegion",
                "eu-west-1"));
        return this;
    }

    /** Hands the batch over; the ids of the messages that failed. */
    public List<String> to(RequestStreamHandler worker) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            worker.handleRequest(
                    new ByteArrayInputStream(Json.bytes(Map.of("Records", records))), out, new FakeContext());
        } catch (IOException e) {
            throw new IllegalStateException("the worker failed", e);
        }
        List<String> failed = new ArrayList<>();
        Json.tree(out.toByteArray())
                .path("batchItemFailures")
                .forEach(failure -> failed.add(failure.path("itemIdentifier").asString()));
        return failed;
    }
}
