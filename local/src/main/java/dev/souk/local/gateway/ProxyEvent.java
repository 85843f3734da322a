package dev.souk.local.gateway;

import dev.souk.api.Contract;
import dev.souk.lambda.trace.TraceHeader;
import dev.souk.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request as the proxy integration hands it to a function: payload version 1.0. */
final class ProxyEvent {
    static final String STAGE = "local";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The parts of the caller's identity that API Gateway names and leaves null when nobody signed the request for AWS. */
    private static final List<String> UNKNOWN_OF_CALLER = List.of(
            "accessKey",
            "accountId",
            "caller",
            "cognitoAuthenticationProvider",
            "cognitoAuthenticationType",
            "cognitoIdentityId",
            "cognitoIdentityPoolId",
            "principalOrgId",
            "user",
            "userArn");

    private ProxyEvent() {}

    /**
     * The event.
     *
     * @param trace of the request
     * @param port where the gateway listens, for {@code X-Forwarded-Port}
     */
    static byte[] of(Request request, Contract.Match match, TraceHeader trace, int port) {
        Contract.Operation operation = match.operation();
        ObjectNode event = JSON.createObjectNode();
        event.put("resource", operation.pathTemplate());
        event.put("path", request.path());
        event.put("httpMethod", request.method());
        putBoth(event, "headers", "multiValueHeaders", headers(request, trace, port));
        putBoth(event, "queryStringParameters", "multiValueQueryStringParameters", query(request.query()));
        if (match.pathParameters().isEmpty()) {
            event.putNull("pathParameters");
        } else {
            ObjectNode parameters = event.putObject("pathParameters");
            match.pathParameters().forEach(parameters::put);
        }
        event.putNull("stageVariables");
        event.set("requestContext", context(request, operation));
        putBody(event, request);
        return JSON.writeValueAsBytes(event);
    }

    /** Names as they came, case and all; the last of several values stands in the single one. */
    private static void putBoth(ObjectNode event, String single, String multiple, Map<String, List<String>> all) {
        if (all.isEmpty()) {
            event.putNull(single);
            event.putNull(multiple);
            return;
        }
        ObjectNode last = event.putObject(single);
        all.forEach((name, values) -> last.put(name, values.getLast()));
        ObjectNode every = event.putObject(multiple);
        all.forEach((name, values) -> values.forEach(every.putArray(name)::add));
    }

    private static Map<String, List<String>> headers(Request request, TraceHeader trace, int port) {
        Map<String, List<String>> headers = new LinkedHashMap<>(HeaderRules.toFunction(request.headers()));
        String forwarded =
                request.header("X-Forwarded-For").map(before -> before + ", ").orElse("");
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"));
        headers.keySet().removeIf(ApiGateway.TRACE::equalsIgnoreCase);
        headers.put(ApiGateway.TRACE, List.of(trace.text()));
        headers.put("X-Forwarded-For", List.of(forwarded + request.remoteAddress()));
        headers.put("X-Forwarded-Port", List.of(String.valueOf(port)));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return headers;
    }

    static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode context(Request request, Contract.Operation operation) {
        @Nullable String agent = request.header("User-Agent").orElse(null);
        String host = request.header("Host").orElse("localhost");
        ObjectNode context = JSON.createObjectNode();
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", host.replaceFirst(":\\d+$", ""));
        context.put("domainPrefix", "local");
        context.put("extendedRequestId", request.id().toString());
        context.put("httpMethod", request.method());
        ObjectNode identity = context.putObject("identity");
        UNKNOWN_OF_CALLER.forEach(identity::putNull);
        identity.put("sourceIp", request.remoteAddress());
        identity.put("userAgent", agent);
        context.put("path", request.path());
        context.put("protocol", "HTTP/1.1");
        context.put("requestId", request.id().toString());
        context.put("requestTime", LOG_TIME.format(request.at()));
        context.put("requestTimeEpoch", request.at().toEpochMilli());
        context.put("resourceId", operation.id());
        context.put("resourcePath", operation.pathTemplate());
        context.put("stage", STAGE);
        return context;
    }

    private static void putBody(ObjectNode event, Request request) {
        boolean binary = BinaryTypes.include(request.header("Content-Type").orElse(""));
        if (request.body().length == 0) {
            event.putNull("body");
        } else {
            event.put(
                    "body",
                    binary
                            ? Base64.getEncoder().encodeToString(request.body())
                            : new String(request.body(), StandardCharsets.UTF_8));
        }
        event.put("isBase64Encoded", binary && request.body().length > 0);
    }
}
