package dev.souk.lambda.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in and out. Names are snake_case; absent values are left out on the way out and {@code null} on the way in, while a
 * {@code null} that is written is an error. Ids and addresses are strings, money {@code {"amount", "currency"}}, times RFC 3339.
 *
 * <p>Jackson parses and keeps the trees. Records are read and written by the two small classes beside this one, not by Jackson's mapper:
 * making one costs a cold start more than the database does.
 */
public final class Json {
    private Json() {}

    /**
     * The value that {@code text} writes.
     *
     * @param type a record
     * @throws InvalidJson naming the field that is wrong
     */
    public static <T> T read(String text, Class<T> type) {
        JsonNode tree = tree(text);
        if (tree.isMissingNode()) {
            throw new InvalidJson("", "malformed_json", "is empty", null);
        }
        if (!tree.isObject()) {
            throw new InvalidJson("", "wrong_type", "must be a JSON object", null);
        }
        refuseNulls(tree, "");
        return RecordReader.read(tree, type);
    }

    /** What is absent is null to whoever reads a record: the one is allowed and the other is not. */
    private static void refuseNulls(JsonNode node, String path) {
        if (node.isNull()) {
            throw new InvalidJson(path, "wrong_type", "must not be null; leave it out instead", null);
        }
        node.properties().forEach(field -> refuseNulls(field.getValue(), Place.inside(path, field.getKey())));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseNulls(node.get(i), Place.at(path, i));
            }
        }
    }

    /**
     * The tree that {@code bytes} writes, for what others send us and may grow fields; a missing node when there is nothing.
     *
     * @throws InvalidJson when it is no JSON
     */
    public static JsonNode tree(byte[] bytes) {
        return TreeReader.read(bytes);
    }

    public static JsonNode tree(String text) {
        return TreeReader.read(text);
    }

    /** @param value a record, a value of the vocabulary, a tree, or a map or a list of such */
    public static String write(Object value) {
        return JsonWriter.write(value);
    }

    public static byte[] bytes(Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON object {@code object} with one more field. */
    public static String plus(String object, String field, String value) {
        return write(((ObjectNode) tree(object)).put(field, value));
    }

    /** An answer to API Gateway's proxy: {@code {"statusCode", "headers", "body", "isBase64Encoded"}}, in camelCase. */
    public static byte[] proxyAnswer(int status, Map<String, String> headers, String body) {
        JsonWriter answer = new JsonWriter();
        answer.raw("{\"statusCode\":").raw(Integer.toString(status)).raw(",\"headers\":");
        answer.value(headers);
        answer.raw(",\"body\":");
        answer.value(body);
        answer.raw(",\"isBase64Encoded\":false}");
        return answer.text().getBytes(StandardCharsets.UTF_8);
    }
}
