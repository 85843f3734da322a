package dev.souk.stripe.standin.form;

import dev.souk.stripe.standin.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a JSON object into the same tree that a form makes: texts and maps, lists as maps by index. */
public final class JsonBody {
    private JsonBody() {}

    /** The same text for the same parameters, whatever their order and spacing. */
    public static String canonical(String json) {
        return new TreeMap<>(tree(json)).toString();
    }

    static Map<String, Object> tree(String json) {
        if (json.isBlank()) {
            return new LinkedHashMap<>();
        }
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            if (node.isObject()) {
                return object(node);
            }
        } catch (JacksonException notJson) {
            // Said below.
        }
        throw new InvalidRequest("invalid_json", null, "The body is not a JSON object.");
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        node.properties().forEach(field -> value(field.getValue()).ifPresent(value -> tree.put(field.getKey(), value)));
        return tree;
    }

    private static Optional<Object> value(JsonNode node) {
        if (node.isNull()) {
            return Optional.empty();
        }
        if (node.isObject()) {
            return Optional.of(object(node));
        }
        if (node.isArray()) {
            Map<String, Object> list = new LinkedHashMap<>();
            node.values().forEach(item -> value(item).ifPresent(value -> list.put(String.valueOf(list.size()), value)));
            return Optional.of(list);
        }
        return Optional.of(node.asString());
    }
}
