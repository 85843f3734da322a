package dev.souk.local.gateway;

import dev.souk.local.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a function returned, read as API Gateway reads it: {@code {"statusCode", "headers", "multiValueHeaders", "body",
 * "isBase64Encoded"}}, each of them optional, and nothing else beside them.
 */
final class ProxyAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> FIELDS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    private ProxyAnswer() {}

    /** Thrown and caught here: the first thing that is wrong is enough. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Empty when it is no proxy answer. */
    static Optional<Answer> read(byte[] payload) {
        try {
            return Optional.of(answer(JSON.readTree(payload)));
        } catch (JacksonException | Malformed e) {
            return Optional.empty();
        }
    }

    private static Answer answer(JsonNode tree) throws Malformed {
        require(tree.isObject() && FIELDS.containsAll(tree.propertyNames()));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : fields(tree.path("headers"))) {
            add(headers, header.getKey(), header.getValue());
        }
        for (Map.Entry<String, JsonNode> header : fields(tree.path("multiValueHeaders"))) {
            require(header.getValue().isArray());
            headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
            for (JsonNode value : header.getValue()) {
                add(headers, header.getKey(), value);
            }
        }
        Map<String, List<String>> sent = HeaderRules.toClient(headers);
        if (sent.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            sent.put("Content-Type", List.of("application/json"));
        }
        return new Answer(status(tree.path("statusCode")), sent, body(tree));
    }

    private static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode node) throws Malformed {
        require(node.isObject() || isAbsent(node));
        return node.properties();
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) throws Malformed {
        require(value.isString() || value.isBoolean());
        String text = value.asString();
        require(HEADER_NAME.matcher(name).matches() && !CONTROLS.matcher(text).find());
        // The server writes one byte a character, whatever the character; so it is given bytes.
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String known = headers.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
        headers.computeIfAbsent(known, _ -> new ArrayList<>()).add(bytes);
    }

    private static int status(JsonNode node) throws Malformed {
        if (isAbsent(node)) {
            return 200;
        }
        require(node.isInt() || (node.isString() && node.asString().matches("[0-9]{3}")));
        int status = Integer.parseInt(node.asString().toLowerCase(Locale.ROOT));
        require(status >= 200 && status <= 599);
        return status;
    }

    private static byte[] body(JsonNode tree) throws Malformed {
        JsonNode body = tree.path("body");
        JsonNode base64 = tree.path("isBase64Encoded");
        require((body.isString() || isAbsent(body)) && (base64.isBoolean() || isAbsent(base64)));
        String text = body.asString("");
        if (!base64.asBoolean(false)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    private static void require(boolean right) throws Malformed {
        if (!right) {
            throw new Malformed();
        }
    }
}
