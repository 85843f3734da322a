package dev.souk.lambda.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import dev.souk.lambda.log.Log;
import dev.souk.lambda.trace.TraceHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worker on a queue: takes an SQS event, hands over its messages one by one, answers with the ids of those that failed
 * ({@code ReportBatchItemFailures}), so that the queue keeps these and these alone.
 */
public class QueueFunction implements RequestStreamHandler {
    private final MessageHandler handler;
    private final Log log;

    protected QueueFunction(MessageHandler handler, Log log) {
        this.handler = handler;
        this.log = log;
    }

    private record Failure(String itemIdentifier) {}

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        List<Failure> failures = new ArrayList<>();
        Optional<TraceHeader> own = TraceHeader.of(context);
        for (Tree record : Tree.of(input.readAllBytes()).path("Records").elements()) {
            String id = record.path("messageId").text("");
            if (!Log.during(id, trace(record).or(() -> own), () -> handled(record, id))) {
                failures.add(new Failure(id));
            }
        }
        StringBuilder answer = new StringBuilder("{\"batchItemFailures\":[");
        for (int i = 0; i < failures.size(); i++) {
            answer.append(i == 0 ? "" : ",")
                    .append("{\"itemIdentifier\":")
                    .append(Json.write(failures.get(i).itemIdentifier()))
                    .append('}');
        }
        output.write(answer.append("]}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Of what the message follows from. The invocation has a trace of its own, for a batch of messages of as many traces. */
    private static Optional<TraceHeader> trace(Tree record) {
        Tree header = record.path("attributes").path("AWSTraceHeader");
        return header.isString() ? TraceHeader.of(header.text("")) : Optional.empty();
    }

    /** Whatever goes wrong with one message is its own affair: it stays on the queue, and goes to the dead letters in the end. */
    private boolean handled(Tree record, String id) {
        int receives = 0;
        try {
            QueueMessage message = message(record, id);
            receives = message.receives();
            handler.handle(message);
            return true;
        } catch (Exception | LinkageError | StackOverflowError e) {
            log.error("message.failed", e, "receives", receives);
            return false;
        }
    }

    private static QueueMessage message(Tree record, String id) {
        Tree system = record.path("attributes");
        if (!record.path("body").isString()) {
            throw new IllegalArgumentException("a record without a body");
        }
        Map<String, String> attributes = new HashMap<>();
        record.path("messageAttributes").fields().forEach((name, attribute) -> {
            Tree value = attribute.path("stringValue");
            if (value.isString()) {
                attributes.put(name, value.text(""));
            }
        });
        return new QueueMessage(
                id,
                record.path("body").text(""),
                attributes,
                Instant.ofEpochMilli(Long.parseLong(system.path("SentTimestamp").text(""))),
                Integer.parseInt(system.path("ApproximateReceiveCount").text("")));
    }
}
