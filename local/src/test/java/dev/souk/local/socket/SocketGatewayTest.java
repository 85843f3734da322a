package dev.souk.local.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.function.Functions;
import dev.souk.local.function.Invocation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over real connections, before a function that says what it got. */
class SocketGatewayTest {
    private static final Limits LIMITS =
            new Limits(1024, 2048, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(5));

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private SocketGateway gateway = SocketGateway.at(0, LIMITS);

    /** What the function does with an event. */
    private volatile Function<JsonNode, Invocation> answer = _ -> answered("{\"statusCode\":200}");

    private static Invocation answered(String payload) {
        return new Invocation.Answered(payload.getBytes(StandardCharsets.UTF_8));
    }

    private void open() {
        gateway.open(
                new Functions() {
                    @Override
                    public Invocation invoke(String function, byte[] event, TraceHeader header, Duration patience) {
                        JsonNode tree = JsonMapper.shared().readTree(event);
                        events.add(tree);
                        return answer.apply(tree);
                    }

                    @Override
                    public void close() {}
                },
                "live");
    }

    @AfterEach
    void close() {
        gateway.close();
        http.close();
    }

    private WebSocket connected() {
        return http.newWebSocketBuilder()
                .header("Origin", "https://souk.example")
                .buildAsync(gateway.url(), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        heard.add(data.toString());
                        from.request(1);
                        return CompletableFuture.completedStage(null);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                        ended.complete(status);
                        return CompletableFuture.completedStage(null);
                    }
                })
                .join();
    }

    private JsonNode event() throws InterruptedException {
        JsonNode event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event == null ? JsonMapper.shared().nullNode() : event;
    }

    private int post(String method, String id, String text, boolean signed) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        gateway.connectionsUrl() + "/@connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(text));
        if (signed) {
            request.header("Authorization", "AWS4-HMAC-SHA256 Credential=local/…".replace("…", "x"));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void the_function_is_told_of_a_connection_its_messages_and_its_end_in_the_form_of_api_gateway() throws Exception {
        open();
        WebSocket socket = connected();
        JsonNode connect = event();
        JsonNode context = connect.path("requestContext");
        assertThat(context.path("routeKey").asString()).isEqualTo("$connect");
        assertThat(context.path("eventType").asString()).isEqualTo("CONNECT");
        assertThat(connect.path("headers").path("Origin").asString()).isEqualTo("https://souk.example");
        assertThat(context.path("connectionId").asString()).matches("[A-Za-z0-9_-]{15}=");
        assertThat(context.path("identity").path("sourceIp").asString()).isEqualTo("127.0.0.1");

        answer = event -> answered(JsonMapper.shared()
                .writeValueAsString(JsonMapper.shared()
                        .createObjectNode()
                        .put("statusCode", 200)
                        .put("body", "heard: " + event.path("body").asString())));
        socket.sendText("hello", true).join();
        JsonNode message = event();
        assertThat(message.path("requestContext").path("routeKey").asString()).isEqualTo("$default");
        assertThat(message.path("requestContext").path("eventType").asString()).isEqualTo("MESSAGE");
        assertThat(message.path("requestContext").path("connectionId")).isEqualTo(context.path("connectionId"));
        assertThat(message.path("body").asString()).isEqualTo("hello");
        assertThat(message.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(message.has("headers")).isFalse();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("heard: hello");

        socket.sendClose(1000, "bye").join();
        JsonNode disconnect = event().path("requestContext");
        assertThat(disconnect.path("routeKey").asString()).isEqualTo("$disconnect");
        assertThat(disconnect.path("eventType").asString()).isEqualTo("DISCONNECT");
        assertThat(disconnect.path("disconnectStatusCode").asInt()).isEqualTo(1000);
        assertThat(disconnect.path("disconnectReason").asString()).isEqualTo("bye");
    }

    /** Its id, once the gateway has it open: whoever connects knows that they are a moment earlier. */
    private String heardOf(WebSocket socket) throws Exception {
        String id = event().path("requestContext").path("connectionId").asString();
        socket.sendText("here I am", true).join();
        assertThat(event().path("requestContext").path("eventType").asString()).isEqualTo("MESSAGE");
        return id;
    }

    @Test
    void who_is_posted_to_hears_it_and_who_is_gone_is_gone() throws Exception {
        open();
        WebSocket socket = connected();
        String id = heardOf(socket);
        assertThat(post("POST", id, "news", false)).isEqualTo(403);
        assertThat(post("POST", "L0SM9cOFvHcCIhw=", "news", true)).isEqualTo(410);
        assertThat(post("POST", id, "x".repeat(2049), true)).isEqualTo(413);
        assertThat(post("POST", id, "news", true)).isEqualTo(200);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("news");
        socket.sendClose(1000, "").join();
        event();
        assertThat(post("POST", id, "news", true)).isEqualTo(410);
    }

    @Test
    void a_connection_that_is_deleted_ends() throws Exception {
        open();
        String id = heardOf(connected());
        assertThat(post("DELETE", id, "", true)).isEqualTo(204);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(1001);
        assertThat(event().path("requestContext").path("eventType").asString()).isEqualTo("DISCONNECT");
    }

    @Test
    void a_connection_that_the_function_does_not_want_is_none() throws Exception {
        refused(403);
        open();
        answer = _ -> answered("{\"statusCode\":401}");
        refused(401);
        answer = _ -> new Invocation.Failed("Runtime.ExitError");
        refused(502);
        assertThat(post(
                        "POST",
                        event().path("requestContext").path("connectionId").asString(),
                        "news",
                        true))
                .isEqualTo(410);
    }

    private void refused(int status) {
        assertThatThrownBy(this::connected)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void who_says_something_that_the_function_fails_at_hears_api_gateway_s_own_words() throws Exception {
        open();
        WebSocket socket = connected();
        answer = _ -> new Invocation.TimedOut();
        socket.sendText("hello", true).join();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("{\"message\":\"Internal server error\",");
    }

    @Test
    void a_frame_that_is_too_long_ends_the_connection_and_so_does_a_message() throws Exception {
        open();
        connected().sendText("x".repeat(1025), true).join();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void a_connection_ends_when_it_was_idle_for_too_long_or_is_too_old() throws Exception {
        for (Limits limits : new Limits[] {
            new Limits(1024, 2048, Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofSeconds(5)),
            new Limits(1024, 2048, Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofSeconds(5))
        }) {
            gateway.close();
            gateway = SocketGateway.at(0, limits);
            open();
            connected();
            event();
            assertThat(event().path("requestContext").path("eventType").asString())
                    .isEqualTo("DISCONNECT");
        }
    }
}
