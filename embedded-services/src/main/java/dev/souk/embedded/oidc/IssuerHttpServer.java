package dev.souk.embedded.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kotlin.jvm.functions.Function1;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.OAuth2HttpServer;
import no.nav.security.mock.oauth2.http.Ssl;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Serves mock-oauth2-server by the JDK's HTTP server. Its own sign-in page asks for claims as JSON; ours asks for a name and
 * puts the claims in. Whatever name a caller reached us by, the issuer is called by one.
 */
final class IssuerHttpServer implements OAuth2HttpServer {
    private static final int MAX_BODY = 1 << 20;

    private @Nullable HttpServer server;
    private @Nullable ExecutorService workers;

    @Override
    public OAuth2HttpServer start(Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
        return start(0, handler);
    }

    @Override
    public OAuth2HttpServer start(int port, Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
        return start(Ports.loopback(), port, handler);
    }

    @Override
    public OAuth2HttpServer start(
            InetAddress address, int port, Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(address, port), 0);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            started.setExecutor(executor);
            started.createContext("/", exchange -> serve(exchange, handler));
            started.start();
            server = started;
            workers = executor;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OAuth2HttpServer stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
        ExecutorService executor = workers;
        if (executor != null) {
            executor.close();
            workers = null;
        }
        return this;
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public int port() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.getAddress().getPort();
    }

    @Override
    public HttpUrl url(String path) {
        return HttpUrl.get("http://127.0.0.1:" + port() + (path.startsWith("/") ? path : "/" + path));
    }

    @Override
    public @Nullable Ssl sslConfig() {
        return null;
    }

    private void serve(HttpExchange exchange, Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler)
            throws IOException {
        try (exchange) {
            boolean signIn = exchange.getRequestURI().getPath().endsWith("/authorize");
            if (signIn && exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, Map.of("Content-Type", "text/html; charset=utf-8"), SignInPage.html());
                return;
            }
            HttpUrl url = HttpUrl.parse("http://127.0.0.1:" + port() + exchange.getRequestURI());
            if (url == null) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            String form = new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
            OAuth2HttpResponse response = handler.invoke(new OAuth2HttpRequest(
                    headersOf(exchange),
                    exchange.getRequestMethod(),
                    url,
                    signIn ? SignInPage.withClaims(form) : form));
            answer(exchange, response);
        }
    }

    private static Headers headersOf(HttpExchange exchange) {
        Headers.Builder headers = new Headers.Builder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    // Without these the address is the one we listen on, not one that the caller made up.
                    if (!name.equalsIgnoreCase("Host")
                            && !name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-")) {
                        headers.addUnsafeNonAscii(name, value);
                    }
                }));
        return headers.build();
    }

    private static void answer(HttpExchange exchange, OAuth2HttpResponse response) throws IOException {
        response.getHeaders()
                .forEach(header -> exchange.getResponseHeaders().add(header.getFirst(), header.getSecond()));
        byte[] bytes = response.getBytesBody() != null
                ? response.getBytesBody()
                : response.getBody() == null ? new byte[0] : response.getBody().getBytes(StandardCharsets.UTF_8);
        send(exchange, response.getStatus(), bytes);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
