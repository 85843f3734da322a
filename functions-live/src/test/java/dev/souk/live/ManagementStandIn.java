package dev.souk.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Speaks as API Gateway's management API does: {@code POST /test/@connections/…}, signed. */
final class ManagementStandIn implements AutoCloseable {
    private static final String PATH = "/test/@connections/";

    /** What came, in the order in which it was taken. */
    record Post(String connection, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private volatile Runnable before = () -> {};

    ManagementStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/test";
    }

    List<Post> posts() {
        return posts;
    }

    /** What one connection was told, oldest first. */
    List<JsonNode> told(String connection) {
        return posts.stream()
                .filter(post -> post.connection().equals(connection))
                .map(Post::body)
                .toList();
    }

    /** From now on what is posted to it is answered with this. */
    void answer(String connection, int status) {
        statuses.put(connection, status);
    }

    /** Done with each post that has come, before it is taken. */
    void before(Runnable act) {
        before = act;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!authorization.startsWith("AWS4-HMAC-SHA256 Credential=test/")
                    || !authorization.contains("/eu-west-1/execute-api/aws4_request")) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            before.run();
            String connection = exchange.getRequestURI().getPath().substring(PATH.length());
            int status = statuses.getOrDefault(connection, 200);
            if (status == 200) {
                posts.add(new Post(connection, Json.tree(body)));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
