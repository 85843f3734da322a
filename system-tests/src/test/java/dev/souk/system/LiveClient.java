package dev.souk.system;

import dev.souk.lambda.json.Json;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A page that has an order open. */
final class LiveClient implements AutoCloseable {
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    LiveClient(Target souk) {
        socket = http.newWebSocketBuilder()
                .buildAsync(souk.live().orElseThrow(), new Ears())
                .join();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(Json.tree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    void says(String message) {
        socket.sendText(message, true).join();
    }

    /** @param proof {@code purchase_token} or {@code token} */
    void watches(String order, String proof, String value) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("action", "watch");
        message.put("order", order);
        message.put(proof, value);
        says(Json.write(message));
    }

    /** Waits until something is heard whose field has this value. */
    JsonNode hears(String field, String value) {
        return Target.await(
                "it is heard that " + field + " is " + value,
                () -> heard.stream()
                        .filter(each -> each.path(field).asString("").equals(value))
                        .findFirst());
    }

    List<JsonNode> heard() {
        return heard;
    }

    /** The status with which the other side ended it. */
    int seesEnd() {
        return Target.await(
                "the connection ends", () -> closed.isDone() ? Optional.of(closed.join()) : Optional.empty());
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
