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

    /** A message that follows from something. */
    public QueueEvent traced(String id, String body, String traceHeader) {
        return message(id, body, Instant.now(), Map.of(), Map.of("AWSTraceHeader", traceHeader));
    }

    /** @param attributes the sender's, of type String */
    public QueueEvent message(String id, String body, Instant sentAt, Map<String, String> attributes) {
        return message(id, body, sentAt, attributes, Map.of());
    }

    private QueueEvent message(
            String id, String body, Instant sentAt, Map<String, String> attributes, Map<String, String> more) {
        Map<String, String> system = new java.util.LinkedHashMap<>(more);
        system.put("ApproximateReceiveCount", "1");
        system.put("SentTimestamp", Long.toString(sentAt.toEpochMilli()));
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
                system,
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
        return to(worker, new FakeContext());
    }

    /** The same in an invocation of this context. */
    public List<String> to(RequestStreamHandler worker, FakeContext context) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            worker.handleRequest(new ByteArrayInputStream(Json.bytes(Map.of("Records", records))), out, context);
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
