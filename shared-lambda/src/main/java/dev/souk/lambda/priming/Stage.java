package dev.souk.lambda.priming;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a handler events as API Gateway would. */
public final class Stage {
    private final RequestStreamHandler handler;

    public Stage(RequestStreamHandler handler) {
        this.handler = handler;
    }

    /**
     * Asks for something.
     *
     * @param resource the path of the contract, {@code /v1/stores/{store}}
     * @param parameters those of the path
     * @return the answer's body
     */
    public Tree get(String resource, Map<String, String> parameters, Map<String, String> headers) throws IOException {
        String path = resource;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("resource", resource);
        event.put("path", path);
        event.put("httpMethod", "GET");
        event.put("headers", headers);
        event.put("pathParameters", parameters);
        event.put("requestContext", Map.of("requestId", "priming"));
        event.put("isBase64Encoded", false);
        return Tree.of(Tree.of(play(Json.write(event))).path("body").text("{}"));
    }

    /**
     * Says something over a connection of the WebSocket API that there is not.
     *
     * @return the answer's body
     */
    public Tree say(String message) throws IOException {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("routeKey", "$default");
        context.put("eventType", "MESSAGE");
        context.put("connectionId", "priming=");
        context.put("requestId", "priming");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("requestContext", context);
        event.put("body", message);
        event.put("isBase64Encoded", false);
        return Tree.of(Tree.of(play(Json.write(event))).path("body").text("{}"));
    }

    private String play(String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new Rehearsing());
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** A token that is refused, but not before the issuer was asked for its keys. */
    public static Map<String, String> strangersToken() {
        String header =
                base64("{\"alg\":\"RS256\",\"kid\":\"priming\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64("{\"sub\":\"priming\"}".getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Bearer " + header + "." + claims + "." + base64(new byte[256]));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As much of a context as functions ask for. */
    private static final class Rehearsing implements Context {
        @Override
        public String getAwsRequestId() {
            return "priming";
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 10_000;
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public int getMemoryLimitInMB() {
            return 0;
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public @Nullable LambdaLogger getLogger() {
            return null;
        }
    }
}
