package dev.souk.local.socket;

import dev.souk.embedded.Ports;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import dev.souk.local.http.LoopbackNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket API on 127.0.0.1, with one function behind its routes {@code $connect}, {@code $disconnect} and {@code $default}, and the
 * address at which texts are posted to connections. It takes its port at once; who connects before it has its functions is refused.
 */
public final class SocketGateway implements AutoCloseable {
    /** The stage, as it stands in the address. */
    private static final String PATH = "/local";

    private static final int ATTEMPTS = 5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Limits limits;
    private final Server server;
    private final ServerConnector connector;
    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Function> function = new AtomicReference<>();

    /** The function behind the routes. */
    private record Function(Functions functions, String name) {}

    private SocketGateway(int port, Limits limits) throws Exception {
        this.limits = limits;
        QueuedThreadPool pool = new QueuedThreadPool();
        pool.setName("sockets");
        pool.setDaemon(true);
        server = new Server(pool);
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrades = WebSocketUpgradeHandler.from(server, this::configure);
        upgrades.setHandler(new ConnectionsApi(PATH + ConnectionsApi.PATH, limits.messageBytes(), open));
        server.setHandler(upgrades);
        server.start();
    }

    /** Takes the preferred port or the next free one; 0 for any. */
    public static SocketGateway at(int preferredPort, Limits limits) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new SocketGateway(Ports.choose(preferredPort), limits);
            } catch (IOException takenInBetween) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("no port for WebSockets", takenInBetween);
                }
            } catch (Exception e) {
                throw new IllegalStateException("the server of WebSockets does not start", e);
            }
        }
    }

    private void configure(ServerWebSocketContainer sockets) {
        sockets.setMaxFrameSize(limits.frameBytes());
        // A frame that is too long ends the connection, rather than being taken for several.
        sockets.setAutoFragment(false);
        sockets.setMaxTextMessageSize(limits.messageBytes());
        sockets.setMaxBinaryMessageSize(limits.messageBytes());
        sockets.setIdleTimeout(limits.idle());
        sockets.addMapping(PATH, this::connected);
    }

    /** From now on connections are taken, and {@code name} is told of them. */
    public void open(Functions functions, String name) {
        function.set(new Function(functions, name));
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Where clients connect: {@code ws://127.0.0.1:<port>/local}. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port() + PATH);
    }

    /** Where texts are posted to connections, below {@code /@connections/}: {@code http://127.0.0.1:<port>/local}. */
    public URI connectionsUrl() {
        return URI.create("http://127.0.0.1:" + port() + PATH);
    }

    /** Ends all connections, and tells the function of it while it is still there. */
    public void letGo() {
        open.values().forEach(connection -> connection.end("Going away"));
        function.set(null);
    }

    @Override
    public void close() {
        letGo();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server of WebSockets does not stop", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The function decides whether there is a connection; what it says else is its affair. */
    private @Nullable Object connected(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        Function behind = function.get();
        String host =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse("");
        if (behind == null || !LoopbackNames.include(host)) {
            Response.writeError(request, response, callback, 403);
            return null;
        }
        SocketEvent event = new SocketEvent(
                SocketEvent.newId(),
                host.replaceFirst(":\\d+$", ""),
                address(request),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))
                        .orElse(""),
                Instant.now());
        int status = invoked(behind, event.connect(headers(request)))
                .map(answer -> answer.path("statusCode").asInt(200))
                .orElse(502);
        if (status < 200 || status > 299) {
            Response.writeError(request, response, callback, status);
            return null;
        }
        return new Connection(event, behind);
    }

    private static String address(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    private static Map<String, List<String>> headers(Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getName(), request.getHeaders().getValuesList(field.getName()));
        }
        return headers;
    }

    /** Empty when the function failed, or wrote something else than an answer. */
    private Optional<JsonNode> invoked(Function behind, byte[] event) {
        if (!(behind.functions().invoke(behind.name(), event, limits.patience())
                instanceof Invocation.Answered(byte[] payload))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(payload)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** One that is open. Public, because Jetty looks for its methods. */
    public final class Connection implements Session.Listener.AutoDemanding {
        private final SocketEvent event;
        private final Function behind;
        private final AtomicReference<@Nullable Session> session = new AtomicReference<>();

        private Connection(SocketEvent event, Function behind) {
            this.event = event;
            this.behind = behind;
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session.set(opened);
            open.put(event.id(), this);
            var _ = server.getScheduler()
                    .schedule(
                            () -> end("Connection duration exceeded"),
                            limits.longest().toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void onWebSocketText(String message) {
            threads.execute(() -> answered(message));
        }

        /** What the function answers goes back, as a route with a response has it. */
        private void answered(String message) {
            String requestId = java.util.UUID.randomUUID().toString();
            Optional<JsonNode> answer = invoked(behind, event.message(requestId, message));
            if (answer.isEmpty() || answer.get().path("statusCode").asInt(200) >= 400) {
                send("{\"message\":\"Internal server error\",\"connectionId\":\"" + event.id() + "\",\"requestId\":\""
                        + requestId + "\"}");
                return;
            }
            String body = answer.get().path("body").asString("");
            if (!body.isEmpty()) {
                send(body);
            }
        }

        /** False when it is closed. */
        boolean send(String text) {
            Session there = session.get();
            if (there == null || !there.isOpen()) {
                return false;
            }
            there.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
            return true;
        }

        void end(String reason) {
            Session there = session.get();
            if (there != null && there.isOpen()) {
                there.close(1001, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
        }

        /** Somebody has gone without a word. That it is closed is told next. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        @Override
        public void onWebSocketClose(int status, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            open.remove(event.id());
            threads.execute(() -> invoked(behind, event.disconnect(status, reason == null ? "" : reason)));
            callback.succeed();
        }
    }
}
