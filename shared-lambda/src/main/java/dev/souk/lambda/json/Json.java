package dev.souk.lambda.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.souk.model.EmailAddress;
import dev.souk.model.Id;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON in and out. Names are snake_case; absent values are left out on the way out and {@code null} on the way in, while a
 * {@code null} that is written is an error. Ids and addresses are strings, money {@code {"amount", "currency"}}, times RFC 3339.
 */
public final class Json {
    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(
                    handling -> handling.withValueNulls(Nulls.FAIL).withContentNulls(Nulls.FAIL))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            // A record is its components: a question it answers, isFree(), is no field.
            .changeDefaultVisibility(
                    visible -> visible.withVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE))
            .addModule(vocabulary())
            .build();

    private Json() {}

    /**
     * The value that {@code text} writes.
     *
     * @throws InvalidJson naming the field that is wrong
     */
    public static <T> T read(String text, Class<T> type) {
        @Nullable T value;
        try {
            value = MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw explain(e);
        }
        if (value == null) {
            throw new InvalidJson("", "wrong_type", "must be a JSON object", null);
        }
        return value;
    }

    /**
     * The tree that {@code bytes} writes, for what others send us and may grow fields.
     *
     * @throws InvalidJson when it is no JSON
     */
    public static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    public static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The JSON object {@code object} with one more field. */
    public static String plus(String object, String field, String value) {
        ObjectNode tree = (ObjectNode) tree(object);
        return MAPPER.writeValueAsString(tree.put(field, value));
    }

    /** An answer to API Gateway's proxy: {@code {"statusCode", "headers", "body", "isBase64Encoded"}}, in camelCase. */
    public static byte[] proxyAnswer(int status, Map<String, String> headers, String body) {
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("statusCode", status);
        ObjectNode named = answer.putObject("headers");
        headers.forEach(named::put);
        answer.put("body", body);
        answer.put("isBase64Encoded", false);
        return MAPPER.writeValueAsBytes(answer);
    }

    private static InvalidJson explain(JacksonException e) {
        String field = path(e.getPath());
        return switch (e) {
            case StreamReadException _
            when isDuplicate(e) -> new InvalidJson(field, "duplicate_field", "the same field is given twice", e);
            case StreamReadException _ -> new InvalidJson(field, "malformed_json", "is not well-formed JSON", e);
            case UnrecognizedPropertyException _ -> new InvalidJson(field, "unknown_field", "is not a known field", e);
            case InvalidNullException _ ->
                new InvalidJson(field, "wrong_type", "must not be null; leave it out instead", e);
            case MismatchedInputException mismatch ->
                new InvalidJson(field, "wrong_type", "must be " + expected(mismatch.getTargetType()), e);
            default -> new InvalidJson(field, "malformed_json", "is not well-formed JSON", e);
        };
    }

    private static boolean isDuplicate(JacksonException e) {
        return e.getOriginalMessage().startsWith("Duplicate");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (List.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type.isEnum() ? "one of the values the documentation lists" : "a JSON object";
    }

    /** {@code items[2].price.amount}; empty for the document itself. */
    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            String name = reference.getPropertyName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static SimpleModule vocabulary() {
        SimpleModule module = new SimpleModule("souk-vocabulary");
        module.addSerializer(Id.class, new IdWriter());
        module.addSerializer(EmailAddress.class, new EmailAddressWriter());
        Vocabulary.addReaders(module);
        return module;
    }

    private static final class IdWriter extends StdSerializer<Id> {
        private IdWriter() {
            super(Id.class);
        }

        @Override
        public void serialize(Id id, JsonGenerator out, SerializationContext context) {
            out.writeString(id.text());
        }
    }

    private static final class EmailAddressWriter extends StdSerializer<EmailAddress> {
        private EmailAddressWriter() {
            super(EmailAddress.class);
        }

        @Override
        public void serialize(EmailAddress address, JsonGenerator out, SerializationContext context) {
            out.writeString(address.value());
        }
    }
}
