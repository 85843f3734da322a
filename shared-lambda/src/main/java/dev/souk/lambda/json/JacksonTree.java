package dev.souk.lambda.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Jackson's trees out of values that were read. */
final class JacksonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JacksonTree() {}

    static JsonNode of(Object value) {
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Map<?, ?> fields) {
            ObjectNode object = NODES.objectNode();
            fields.forEach((name, field) -> object.set((String) name, of(field)));
            return object;
        }
        if (value instanceof List<?> elements) {
            ArrayNode array = NODES.arrayNode();
            elements.forEach(element -> array.add(of(element)));
            return array;
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Long number) {
            return number.intValue() == number ? NODES.numberNode(number.intValue()) : NODES.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        return value == TreeReader.Absent.NOTHING ? MissingNode.getInstance() : NODES.nullNode();
    }
}
