package dev.souk.test;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Plays CloudFormation to a custom resource: calls its function, and takes the answer at an address by HTTP, which like S3's takes a PUT
 * without a content type and nothing else.
 */
public final class TestCloudFormation implements AutoCloseable {
    private static final int LARGEST_ANSWER = 4096;

    private final HttpServer server;
    private final RequestStreamHandler function;
    private final String resourceType;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    /** What the function said. */
    public record Answer(Tree body) {
        public boolean isSuccess() {
            return text("Status").equals("SUCCESS");
        }

        public String physicalId() {
            return text("PhysicalResourceId");
        }

        /** Why it failed. */
        public String reason() {
            return text("Reason");
        }

        public String text(String field) {
            return body.path(field).text("");
        }

        @Override
        public String toString() {
            return Json.write(body.value());
        }
    }

    public TestCloudFormation(RequestStreamHandler function, String resourceType) {
        this.function = function;
        this.resourceType = resourceType;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/answer", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean good = exchange.getRequestMethod().equals("PUT")
                && !exchange.getRequestHeaders().containsKey("Content-Type")
                && body.length <= LARGEST_ANSWER;
        if (good && refusals.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            answers.add(new Answer(Tree.of(body)));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(good ? 503 : 403, -1);
        }
        exchange.close();
    }

    /** So many answers are not taken, as by a server that is down. */
    public void refuses(int answers) {
        refusals.set(answers);
    }

    public Answer create(Map<String, String> properties) {
        return ask("Create", Map.of("ResourceProperties", properties), () -> 900_000);
    }

    public Answer create(Map<String, String> properties, IntSupplier millisLeft) {
        return ask("Create", Map.of("ResourceProperties", properties), millisLeft);
    }

    public Answer update(String physicalId, Map<String, String> from, Map<String, String> to) {
        return ask(
                "Update",
                Map.of("PhysicalResourceId", physicalId, "OldResourceProperties", from, "ResourceProperties", to),
                () -> 900_000);
    }

    public Answer delete(String physicalId, Map<String, String> properties) {
        return ask("Delete", Map.of("PhysicalResourceId", physicalId, "ResourceProperties", properties), () -> 900_000);
    }

    private Answer ask(String type, Map<String, ?> more, IntSupplier millisLeft) {
        Map<String, Object> event = new HashMap<>(more);
        String requestId = UUID.randomUUID().toString();
        event.put("RequestType", type);
        event.put("ResponseURL", "http://127.0.0.1:" + server.getAddress().getPort() + "/answer?signature=secret");
        event.put("StackId", "arn:aws:cloudformation:eu-west-1:000000000000:stack/souk-test-api/1");
        event.put("RequestId", requestId);
        event.put("ResourceType", resourceType);
        event.put("LogicalResourceId", "Resource");
        int before = answers.size();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(Json.bytes(event)),
                    new ByteArrayOutputStream(),
                    new FakeContext(millisLeft));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (answers.size() != before + 1) {
            throw new AssertionError((answers.size() - before) + " answers were given");
        }
        Answer answer = answers.getLast();
        if (!answer.text("RequestId").equals(requestId) || answer.physicalId().isEmpty()) {
            throw new AssertionError("no answer to the request: " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
