package dev.souk.lambda.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records out of values that were read, strictly: no field that is not known, no value of another type than is wanted, nothing made to fit. */
final class RecordReader {
    private RecordReader() {}

    /** @param object without nulls */
    static <T> T read(Map<?, ?> object, Class<T> type) {
        return type.cast(record(object, type, ""));
    }

    private static Object record(Map<?, ?> object, Class<?> type, String path) {
        Shape shape = Shape.of(type);
        List<Shape.Field> fields = shape.fields();
        @Nullable Object[] values = new Object[fields.size()];
        for (Map.Entry<?, ?> property : object.entrySet()) {
            String name = (String) property.getKey();
            String place = Place.inside(path, name);
            int index = index(fields, name);
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

    private static Object value(Object value, Class<?> type, Class<?> element, String place) {
        if (type == List.class) {
            return list(value, element, place);
        }
        if (type.isRecord() && TextForm.of(type).isEmpty()) {
            if (!(value instanceof Map<?, ?> object)) {
                throw wrong(place, type);
            }
            return record(object, type, place);
        }
        return scalar(value, type).orElseThrow(() -> misfit(value, type, place));
    }

    private static InvalidJson misfit(Object value, Class<?> type, String place) {
        InvalidJson wrong = wrong(place, value instanceof String ? type : stringOr(type));
        if (!isWhole(type) || !(value instanceof Number)) {
            return wrong;
        }
        return value instanceof BigDecimal
                ? new InvalidJson(place, wrong.code(), wrong.reason() + ", without a fraction or an exponent", null)
                : new InvalidJson(
                        place, "out_of_range", "is a larger number than is taken here, or a smaller one", null);
    }

    private static boolean isWhole(Class<?> type) {
        return type == Long.class || type == long.class || type == Integer.class || type == int.class;
    }

    private static List<Object> list(Object value, Class<?> element, String place) {
        if (!(value instanceof List<?> elements)) {
            throw wrong(place, List.class);
        }
        List<Object> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(value(elements.get(i), element, element, Place.at(place, i)));
        }
        return values;
    }

    /** Empty when it is no such value. */
    private static Optional<?> scalar(Object value, Class<?> type) {
        if (type == String.class) {
            return value instanceof String ? Optional.of(value) : Optional.empty();
        }
        if (type == Long.class || type == long.class) {
            return value instanceof Long ? Optional.of(value) : Optional.empty();
        }
        if (type == Integer.class || type == int.class) {
            return value instanceof Long number && number.intValue() == number
                    ? Optional.of(number.intValue())
                    : Optional.empty();
        }
        if (type == Boolean.class || type == boolean.class) {
            return value instanceof Boolean ? Optional.of(value) : Optional.empty();
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(value)) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        }
        return value instanceof String text ? TextForm.parse(type, text) : Optional.empty();
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
        if (isWhole(type)) {
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
