package dev.souk.local.queue;

import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker on a queue that shows what it was called with and does what a test wants. */
final class Worker implements Functions {
    private final BlockingQueue<JsonNode> calls = new LinkedBlockingQueue<>();
    private final Function<JsonNode, Invocation> work;

    Worker(Function<JsonNode, Invocation> work) {
        this.work = work;
    }

    static Invocation answers(String json) {
        return new Invocation.Answered(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reports those messages as failed whose body is among {@code bodies}. */
    static Invocation failing(JsonNode event, List<String> bodies) {
        List<String> failures = new ArrayList<>();
        event.path("Records").forEach(record -> {
            if (bodies.contains(record.path("body").asString())) {
                failures.add("{\"itemIdentifier\":\"" + record.path("messageId").asString() + "\"}");
            }
        });
        return answers("{\"batchItemFailures\":[" + String.join(",", failures) + "]}");
    }

    @Override
    public Invocation invoke(String function, byte[] event, TraceHeader header, Duration timeout) {
        JsonNode call = JsonMapper.shared().readTree(event);
        calls.add(call);
        return work.apply(call);
    }

    /** The next call; a test that waits in vain fails. */
    JsonNode nextCall() throws InterruptedException {
        JsonNode call = calls.poll(30, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("the worker was not called");
        }
        return call;
    }

    /** The bodies of the messages of so many calls to come, in the order of arrival. */
    List<String> bodiesOfNext(int messages) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < messages) {
            nextCall()
                    .path("Records")
                    .forEach(record -> bodies.add(record.path("body").asString()));
        }
        return bodies;
    }

    /** Waits for a message with this body; what comes before it does not matter. */
    void awaitBody(String body) throws InterruptedException {
        while (!bodiesOfNext(1).contains(body)) {
            // The next call may have it.
        }
    }

    boolean hasMoreCalls() {
        return !calls.isEmpty();
    }

    @Override
    public void close() {}
}
