package dev.souk.local.socket;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens to a connection, as API Gateway hands it to a function (docs.aws.amazon.com/apigateway, "Set up WebSocket API
 * integrations").
 *
 * @param id of the connection
 * @param sourceIp whose it is
 * @param connectedAt since when
 */
record SocketEvent(String id, String host, String sourceIp, String userAgent, Instant connectedAt) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** As API Gateway's look: {@code L0SM9cOFvHcCIhw=}. */
    static String newId() {
        byte[] random = new byte[11];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    /** @param headers of the request that opens it, which messages do not have */
    byte[] connect(Map<String, List<String>> headers) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode last = event.putObject("headers");
        headers.forEach((name, values) -> last.put(name, values.getLast()));
        ObjectNode every = event.putObject("multiValueHeaders");
        headers.forEach((name, values) -> values.forEach(every.putArray(name)::add));
        context(event, "$connect", "CONNECT");
        event.put("isBase64Encoded", false);
        return JSON.writeValueAsBytes(event);
    }

    byte[] message(String requestId, String body) {
        ObjectNode event = JSON.createObjectNode();
        context(event, "$default", "MESSAGE")
                .put("messageId", SocketEvent.newId())
                .put("requestId", requestId)
                .put("extendedRequestId", requestId);
        event.put("body", body);
        event.put("isBase64Encoded", false);
        return JSON.writeValueAsBytes(event);
    }

    byte[] disconnect(int status, String reason) {
        ObjectNode event = JSON.createObjectNode();
        context(event, "$disconnect", "DISCONNECT")
                .put("disconnectStatusCode", status)
                .put("disconnectReason", reason);
        event.put("isBase64Encoded", false);
        return JSON.writeValueAsBytes(event);
    }

    private ObjectNode context(ObjectNode event, String route, String type) {
        Instant now = Instant.now();
        String requestId = UUID.randomUUID().toString();
        ObjectNode context = event.putObject("requestContext");
        context.put("routeKey", route);
        context.put("eventType", type);
        context.put("extendedRequestId", requestId);
        context.put("requestTime", LOG_TIME.format(now));
        context.put("messageDirection", "IN");
        context.put("stage", "local");
        context.put("connectedAt", connectedAt.toEpochMilli());
        context.put("requestTimeEpoch", now.toEpochMilli());
        context.putObject("identity").put("userAgent", userAgent).put("sourceIp", sourceIp);
        context.put("requestId", requestId);
        context.put("domainName", host);
        context.put("connectionId", id);
        context.put("apiId", "local");
        return context;
    }
}
