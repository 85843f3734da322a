package dev.souk.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on 127.0.0.1, one virtual thread a request. It takes its port at once and serves when told what: until then requests
 * wait.
 */
public final class HttpDoor implements AutoCloseable {
    /** API Gateway's limit: 10 MB. */
    public static final int LONGEST_BODY = 10 * 1024 * 1024;

    /** What of a longer body is read before the client hears no: one that cannot finish writing would not hear it. */
    private static final long MOST_READ_IN_VAIN = 64L * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(HttpDoor.class.getName());
    private static final int BACKLOG = 1024;
    private static final int ATTEMPTS = 5;

    static {
        // Read by the JDK's server when its first one is made. Without the first, 40 ms a request by delayed
        // acknowledgements;
        // without the others, connections of a crowd are cut when more than 200 of them rest.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
        System.setProperty("sun.net.httpserver.idleInterval", "75");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicReference<@Nullable Site> site = new AtomicReference<>();

    private HttpDoor(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Takes the preferred port or the next free one; 0 for any. */
    public static HttpDoor at(int preferredPort, Clock clock) {
        for (int attempt = 1; ; attempt++) {
            InetSocketAddress address = new InetSocketAddress(Ports.loopback(), Ports.choose(preferredPort));
            try {
                return new HttpDoor(HttpServer.create(address, BACKLOG), clock);
            } catch (BindException takenInBetween) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(takenInBetween);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Gives a path, and all below it, to a handler that writes for itself. It is reachable by names of this machine only. */
    public void mount(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            if (LoopbackNames.include(exchange.getRequestHeaders().getFirst("Host"))) {
                handler.handle(exchange);
                return;
            }
            try (exchange) {
                exchange.sendResponseHeaders(403, -1);
            }
        });
    }

    /** From now on {@code served} answers. */
    public void open(Site served) {
        site.set(served);
        open.countDown();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Takes no more requests; those in hand have a few seconds to end. */
    @Override
    public void close() {
        open.countDown();
        server.stop(3);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            open.await();
            Site served = site.get();
            if (served == null) {
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                readInVain(exchange.getRequestBody());
                write(
                        exchange,
                        Answer.json(413, "{\"message\":\"Request Too Long\"}")
                                .with("x-amzn-ErrorType", "RequestEntityTooLargeException")
                                .with("Connection", "close"));
                return;
            }
            write(exchange, answer(served, request(exchange, body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Request request(HttpExchange exchange, byte[] body) {
        // The JDK takes //a/b for a host and a path; what the client wrote says it right.
        String target = exchange.getRequestURI().toString();
        if (!target.startsWith("/")) {
            target = exchange.getRequestURI().getRawPath()
                    + (exchange.getRequestURI().getRawQuery() == null
                            ? ""
                            : "?" + exchange.getRequestURI().getRawQuery());
        }
        int question = target.indexOf('?');
        return new Request(
                UUID.randomUUID(),
                exchange.getRequestMethod(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                exchange.getRequestHeaders(),
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                clock.instant());
    }

    private static Answer answer(Site served, Request request) {
        try {
            return served.answer(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "the local server failed on " + request.method(), e);
            return Answer.json(500, "{\"message\":\"Internal server error\"}");
        }
    }

    private static void readInVain(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        for (int n = body.read(buffer); n >= 0 && read < MOST_READ_IN_VAIN; n = body.read(buffer)) {
            read += n;
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        boolean bodiless = head || answer.status() == 204 || answer.status() == 304;
        for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
            exchange.getResponseHeaders().put(header.getKey(), header.getValue());
        }
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
        }
        exchange.sendResponseHeaders(
                answer.status(), bodiless || answer.body().length == 0 ? -1 : answer.body().length);
        if (!bodiless && answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
