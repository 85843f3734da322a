package dev.souk.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.lambda.json.Json;
import dev.souk.lambda.json.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A secret store of the tests that speaks the protocol of AWS Secrets Manager over HTTP: values are read and written, signed as AWS wants it. */
public final class TestSecrets implements AutoCloseable {
    private static final String REGION = "eu-west-1";
    private static final Map<String, String> NOT_FOUND =
            Map.of("__type", "com.amazonaws.secretsmanager#ResourceNotFoundException");

    private final HttpServer server;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, String> next = new ConcurrentHashMap<>();
    private volatile boolean readOnly;

    public TestSecrets() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The variables that lead a function here. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    public TestSecrets with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** A rotation: the next who reads gets the value that is there, and whoever comes after gets another. */
    public void changeOnceRead(String name, String other) {
        next.put(name, other);
    }

    /** A secret that has no value yet. */
    public TestSecrets withEmpty(String name) {
        return with(name, "");
    }

    /** Empty when there is none. */
    public String valueOf(String name) {
        return values.getOrDefault(name, "");
    }

    /** From now on nothing is written. */
    public void refuseWriting() {
        readOnly = true;
    }

    public void remove(String name) {
        values.remove(name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Tree body = Tree.of(exchange.getRequestBody().readAllBytes());
        String name = body.path("SecretId").text("");
        String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (!isSigned(exchange)) {
            say(exchange, 403, Map.of("__type", "IncompleteSignatureException"));
        } else if (!values.containsKey(name)) {
            say(exchange, 400, NOT_FOUND);
        } else if (operation.equals("secretsmanager.GetSecretValue")) {
            String value = valueOf(name);
            String other = next.remove(name);
            if (other != null) {
                values.put(name, other);
            }
            // AWS has no empty values: without one there is nothing to be found.
            say(
                    exchange,
                    value.isEmpty() ? 400 : 200,
                    value.isEmpty() ? NOT_FOUND : Map.of("Name", name, "SecretString", value));
        } else if (operation.equals("secretsmanager.PutSecretValue")) {
            if (readOnly) {
                say(exchange, 400, Map.of("__type", "AccessDeniedException"));
            } else {
                values.put(name, body.path("SecretString").text(""));
                say(exchange, 200, Map.of("Name", name));
            }
        } else {
            say(exchange, 400, Map.of("__type", "InvalidAction"));
        }
    }

    private static boolean isSigned(HttpExchange exchange) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return authorization.startsWith("AWS4-HMAC-SHA256 Credential=test/")
                && authorization.contains("/" + REGION + "/secretsmanager/aws4_request")
                && authorization.contains("Signature=");
    }

    private static void say(HttpExchange exchange, int status, Map<String, String> answer) throws IOException {
        byte[] bytes = Json.bytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
