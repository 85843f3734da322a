package dev.souk.local.function.isolated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.embedded.Ports;
import dev.souk.lambda.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Lambda Runtime API (version 2018-06-01), for all instances: each has an address of its own, which nobody else can guess, below
 * which it finds {@code runtime/invocation/next}, {@code …/{id}/response}, {@code …/{id}/error}, {@code runtime/init/error}, and
 * {@code runtime/restore/next} and {@code …/error} when it is started for a snapshot.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final int BACKLOG = 256;
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

    static {
        // Without it, 40 ms a request by delayed acknowledgements. Read when the JDK's first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();

    RuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} says to an instance. */
    String address(UUID instance) {
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + instance;
    }

    /** From now on there is somebody at its address. */
    void open(Instance instance) {
        instances.put(instance.id().toString(), instance);
    }

    void close(Instance instance) {
        instances.remove(instance.id().toString());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            Optional<Instance> instance = path.length < 3 ? Optional.empty() : find(path[1]);
            if (instance.isEmpty() || !("/" + path[2]).startsWith(VERSION)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            serve(exchange, instance.get(), path[2].substring(VERSION.length() - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It may ask before the thread that started it has come so far as to say that it is there. */
    private Optional<Instance> find(String id) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            Instance instance = instances.get(id);
            if (instance != null) {
                return Optional.of(instance);
            }
            Thread.sleep(10);
        }
        return Optional.empty();
    }

    private static void serve(HttpExchange exchange, Instance instance, String path)
            throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String[] parts = path.split("/", -1);
        if (path.equals("invocation/next")) {
            next(exchange, instance);
        } else if (path.equals("restore/next")) {
            instance.restore();
            write(exchange, 200, ACCEPTED);
        } else if (path.equals("init/error") || path.equals("restore/error")) {
            instance.initFailed(errorType(exchange, body));
            write(exchange, 202, ACCEPTED);
        } else if (parts.length == 3 && parts[0].equals("invocation") && parts[2].equals("response")) {
            write(exchange, instance.answered(parts[1], body) ? 202 : 400, ACCEPTED);
        } else if (parts.length == 3 && parts[0].equals("invocation") && parts[2].equals("error")) {
            write(exchange, instance.failed(parts[1], errorType(exchange, body)) ? 202 : 400, ACCEPTED);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void next(HttpExchange exchange, Instance instance) throws IOException, InterruptedException {
        Optional<Call> next = instance.next();
        if (next.isEmpty()) {
            return;
        }
        Call call = next.get();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Aws-Request-Id", call.requestId().toString());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        String.valueOf(call.deadline().toEpochMilli()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", instance.arn());
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Trace-Id", call.header().text());
        write(exchange, 200, call.event());
    }

    /** The class of the exception, as callers of Lambda get to see it; the header has only its kind. */
    private static String errorType(HttpExchange exchange, byte[] body) {
        return Optional.of(Json.tree(body).path("errorType").asString(""))
                .filter(type -> !type.isBlank())
                .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(ERROR_TYPE)))
                .orElse("Runtime.Unknown");
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
