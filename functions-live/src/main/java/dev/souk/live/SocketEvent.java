package dev.souk.live;

import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import java.util.Optional;

/**
 * An event of API Gateway's WebSocket API (docs.aws.amazon.com/apigateway, on integrations of WebSocket APIs), as much of it as is used.
 *
 * @param requestId names it in logs
 * @param body empty where it is not text
 */
record SocketEvent(Kind kind, ConnectionId connection, String requestId, Optional<String> body) {
    enum Kind {
        CONNECT,
        MESSAGE,
        DISCONNECT
    }

    /** The event that {@code json} writes, or empty when it is none: somebody else than API Gateway has called. */
    static Optional<SocketEvent> parse(byte[] json) {
        Tree event;
        try {
            event = Tree.of(json);
        } catch (InvalidJson e) {
            return Optional.empty();
        }
        Tree context = event.path("requestContext");
        Optional<Kind> kind = kind(context.path("eventType").text(""));
        Optional<ConnectionId> connection =
                ConnectionId.parse(context.path("connectionId").text(""));
        if (kind.isEmpty() || connection.isEmpty()) {
            return Optional.empty();
        }
        boolean isText =
                event.path("body").isString() && !event.path("isBase64Encoded").isTrue();
        return Optional.of(new SocketEvent(
                kind.get(),
                connection.get(),
                context.path("requestId").text("unknown"),
                isText ? Optional.of(event.path("body").text("")) : Optional.empty()));
    }

    private static Optional<Kind> kind(String eventType) {
        return switch (eventType) {
            case "CONNECT" -> Optional.of(Kind.CONNECT);
            case "MESSAGE" -> Optional.of(Kind.MESSAGE);
            case "DISCONNECT" -> Optional.of(Kind.DISCONNECT);
            default -> Optional.empty();
        };
    }
}
