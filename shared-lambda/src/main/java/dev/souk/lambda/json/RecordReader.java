package dev.souk.lambda.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records out of trees, strictly: no field that is not known, no value of another type than is wanted, nothing made to fit. */
final class RecordReader {
    private RecordReader() {}

    /** @param tree an object without nulls */
    static <T> T read(JsonNode tree, Class<T> type) {
        return type.cast(record(tree, type, ""));
    }

    private static Object record(JsonNode tree, Class<?> type, String path) {
        Shape shape = Shape.of(type);
        List<Shape.Field> fields = shape.fields();
        @Nullable Object[] values = new Object[fields.size()];
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            String place = Place.inside(path, property.getKey());
            int index = index(fields, property.getKey());
            if (index < 0) {
                throw new InvalidJson(place, "unknown_field", "is not a known field", null);
            }
            Shape.Field field = fields.get(index);
            values[index] = value(property.getValue(), field.type(), field.element(), place);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && fields.get(i).type().isPrimitive()) {
                throw wrong(
                        Place.inside(path, fields.get(i).name()), fields.get(i).type());
            }
        }
        try {
            return shape.made(values);
        } catch (IllegalArgumentException e) {
            throw new InvalidJson(path, "wrong_type", "cannot be read", e);
        }
    }

    private static int index(List<Shape.Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Object value(JsonNode node, Class<?> type, Class<?> element, String place) {
        if (type == List.class) {
            return list(node, element, place);
        }
        if (type.isRecord() && TextForm.of(type).isEmpty()) {
            if (!node.isObject()) {
                throw wrong(place, type);
            }
            return record(node, type, place);
        }
        return scalar(node, type).orElseThrow(() -> wrong(place, isString(type, node) ? type : stringOr(type)));
    }

    private static List<Object> list(JsonNode node, Class<?> element, String place) {
        if (!node.isArray()) {
            throw wrong(place, List.class);
        }
        List<Object> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(value(node.get(i), element, element, Place.at(place, i)));
        }
        return values;
    }

    /** Empty when the node is no such value. */
    private static Optional<?> scalar(JsonNode node, Class<?> type) {
        if (type == String.class) {
            return node.isString() ? Optional.of(node.asString()) : Optional.empty();
        }
        if (type == Long.class || type == long.class) {
            return node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.asLong()) : Optional.empty();
        }
        if (type == Integer.class || type == int.class) {
            return node.isIntegralNumber() && node.canConvertToInt() ? Optional.of(node.asInt()) : Optional.empty();
        }
        if (type == Boolean.class || type == boolean.class) {
            return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (node.isString() && ((Enum<?>) constant).name().equals(node.asString())) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        }
        return node.isString() ? TextForm.parse(type, node.asString()) : Optional.empty();
    }

    private static boolean isString(Class<?> type, JsonNode node) {
        return TextForm.of(type).isEmpty() || node.isString();
    }

    /** What is written as a string is first of all to be one. */
    private static Class<?> stringOr(Class<?> type) {
        return TextForm.of(type).isPresent() ? String.class : type;
    }

    private static InvalidJson wrong(String place, Class<?> expected) {
        return new InvalidJson(place, "wrong_type", "must be " + described(expected), null);
    }

    private static String described(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == List.class) {
            return "an array";
        }
        if (type.isEnum()) {
            return "one of the values the documentation lists";
        }
        return TextForm.of(type).orElse("a JSON object");
    }
}
