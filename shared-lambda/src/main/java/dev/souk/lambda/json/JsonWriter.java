package dev.souk.lambda.json;

import dev.souk.lambda.config.Secret;
import dev.souk.model.EmailAddress;
import dev.souk.model.Id;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON out of values. What is absent, an empty {@code Optional} or null, is left out of records and maps. */
final class JsonWriter {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder out = new StringBuilder(512);

    static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.text();
    }

    String text() {
        return out.toString();
    }

    /** @param json written as it is */
    JsonWriter raw(String json) {
        out.append(json);
        return this;
    }

    /**
     * Asks for one type after the other: a switch over types makes a class when it is first reached, which a cold start pays for.
     *
     * @throws IllegalArgumentException of a type that has no form in JSON here
     */
    void value(@Nullable Object value) {
        if (value == null || value == TreeReader.Absent.NULL) {
            out.append("null");
        } else if (value instanceof CharSequence text) {
            quoted(text);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Id id) {
            // Before records, which ids and addresses are.
            quoted(id.text());
        } else if (value instanceof EmailAddress address) {
            quoted(address.value());
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else if (value instanceof BigInteger) {
            out.append(value);
        } else if (value instanceof Enum<?> constant) {
            quoted(constant.name());
        } else if (isWrittenAsText(value)) {
            quoted(value.toString());
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof JsonNode node) {
            node(node);
        } else if (value instanceof Iterable<?> list) {
            list(list);
        } else if (value instanceof Record fields) {
            record(fields);
        } else {
            throw new IllegalArgumentException("no form in JSON of " + value.getClass());
        }
    }

    private static boolean isWrittenAsText(Object value) {
        return value instanceof Instant || value instanceof UUID || value instanceof URI || value instanceof Secret;
    }

    private void record(Record owner) {
        out.append('{');
        boolean first = true;
        for (Shape.Field field : Shape.of(owner.getClass()).fields()) {
            first = field(first, field.name(), field.of(owner));
        }
        out.append('}');
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            first = field(first, String.valueOf(entry.getKey()), entry.getValue());
        }
        out.append('}');
    }

    /** Whether the next one is still the first. */
    private boolean field(boolean first, String name, @Nullable Object value) {
        if (value == null || (value instanceof Optional<?> optional && optional.isEmpty())) {
            return first;
        }
        if (!first) {
            out.append(',');
        }
        quoted(name);
        out.append(':');
        value(value);
        return false;
    }

    private void list(Iterable<?> list) {
        out.append('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                out.append(',');
            }
            value(element);
            first = false;
        }
        out.append(']');
    }

    /** A tree keeps the nulls that it has. */
    private void node(JsonNode node) {
        if (node.isObject()) {
            out.append('{');
            boolean first = true;
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                if (!first) {
                    out.append(',');
                }
                quoted(property.getKey());
                out.append(':');
                node(property.getValue());
                first = false;
            }
            out.append('}');
        } else if (node.isArray()) {
            list(node);
        } else if (node.isString()) {
            quoted(node.asString());
        } else if (node.isBigDecimal()) {
            out.append(node.decimalValue().toPlainString());
        } else {
            out.append(node.asString());
        }
    }

    private void quoted(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
