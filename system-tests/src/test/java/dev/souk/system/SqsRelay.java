package dev.souk.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands before the queue server and lets everything through, until it is told to hold the next batch that somebody sends. */
final class SqsRelay implements AutoCloseable {
    private final URI server;
    private final HttpServer door;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Held> next = new AtomicReference<>();

    SqsRelay(URI server) {
        this.server = server;
        try {
            door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door.setExecutor(threads);
        door.createContext("/", this::relay);
        door.start();
    }

    /** A batch that was sent and has not reached the queue. */
    static final class Held {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch dropped = new CountDownLatch(1);

        void awaitArrival() throws InterruptedException {
            if (!arrived.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody sends anything");
            }
        }

        /** It never reaches the queue, and its sender never hears of it. */
        void drop() {
            dropped.countDown();
        }
    }

    Held holdNextBatch() {
        Held held = new Held();
        next.set(held);
        return held;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    private void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            Held held = action.endsWith(".SendMessageBatch") ? next.getAndSet(null) : null;
            if (held != null) {
                held.arrived.countDown();
                held.dropped.await();
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.resolve(exchange.getRequestURI().toString()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : new String[] {"X-Amz-Target", "Content-Type"}) {
                request.header(name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("application/json"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
