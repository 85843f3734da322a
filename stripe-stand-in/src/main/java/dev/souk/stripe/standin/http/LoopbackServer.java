package dev.souk.stripe.standin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An HTTP server on 127.0.0.1, one virtual thread per request. */
public final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int LONGEST_BODY = 1 << 20;
    private static final int PORTS_TO_TRY = 100;

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param preferredPort 0 for any free port; a port that is taken gives way to the next free one
     */
    public static LoopbackServer start(int preferredPort, Function<Request, Answer> handler) {
        // Without this the JDK's server waits for the client's delayed acknowledgement: 40 ms a request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = bind(preferredPort);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
        return new LoopbackServer(server, threads);
    }

    private static HttpServer bind(int preferredPort) {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        int last = preferredPort == 0 ? 0 : Math.min(65_535, preferredPort + PORTS_TO_TRY);
        for (int port = preferredPort; ; port++) {
            try {
                return HttpServer.create(new InetSocketAddress(loopback, port), 1024);
            } catch (BindException taken) {
                if (port >= last) {
                    throw new IllegalStateException("no free port from " + preferredPort + " to " + last, taken);
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot listen on port " + port, e);
            }
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange, Function<Request, Answer> handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                send(
                        exchange,
                        new Reply(413, Map.of("Content-Type", "text/plain", "Connection", "close"), "too large"));
                return;
            }
            switch (answer(exchange, body, handler)) {
                case Reply reply -> send(exchange, reply);
                case Cut cut -> sendHalf(exchange, cut.reply());
                case Silence silence -> Thread.sleep(silence.before());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer answer(HttpExchange exchange, byte[] body, Function<Request, Answer> handler) {
        try {
            return handler.apply(read(exchange, body));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed", e);
            return new Reply(
                    500,
                    Map.of("Content-Type", "application/json"),
                    "{\"error\": {\"type\": \"api_error\", \"message\": \"The stand-in failed; its log says why.\"}}");
        }
    }

    private static Request read(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The client has seen an answer begin, so that it does not quietly ask again. */
    private static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), Math.max(2, body.length));
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a request was still being served when the stand-in stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
