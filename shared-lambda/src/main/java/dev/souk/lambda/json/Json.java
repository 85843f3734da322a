package dev.souk.lambda.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * JSON in and out. Names are snake_case; absent values are left out on the way out and {@code null} on the way in, while a
 * {@code null} that is written is an error. Ids and addresses are strings, money {@code {"amount", "currency"}}, times RFC 3339.
 *
 * <p>Text is parsed, and records are read and written, by small classes beside this one and not by Jackson: making its mapper costs a cold
 * start more than the database does. Its trees are there for those who want to look around in what they got.
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
        Object value = TreeReader.read(text);
        if (value == TreeReader.Absent.NOTHING) {
            throw new InvalidJson("", "malformed_json", "is empty", null);
        }
        if (!(value instanceof Map<?, ?> fields)) {
            throw new InvalidJson("", "wrong_type", "must be a JSON object", null);
        }
        refuseNulls(value, "");
        return RecordReader.read(fields, type);
    }

    /** What is absent is null to whoever reads a record: the one is allowed and the other is not. */
    private static void refuseNulls(Object value, String path) {
        if (value == TreeReader.Absent.NULL) {
            throw new InvalidJson(path, "wrong_type", "must not be null; leave it out instead", null);
        }
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> refuseNulls(field, Place.inside(path, (String) name)));
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                refuseNulls(elements.get(i), Place.at(path, i));
            }
        }
    }

    /**
     * The tree that {@code bytes} writes, for what others send us and may grow fields; a missing node when there is nothing.
     *
     * @throws InvalidJson when it is no JSON
     */
    public static JsonNode tree(byte[] bytes) {
        return JacksonTree.of(TreeReader.read(bytes));
    }

    public static JsonNode tree(String text) {
        return JacksonTree.of(TreeReader.read(text));
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
        Map<String, Object> fields = new LinkedHashMap<>();
        Tree.of(object).fields().forEach((name, present) -> fields.put(name, present.value()));
        fields.put(field, value);
        return write(fields);
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
