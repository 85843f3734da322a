package dev.souk.lambda.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON in and out. Names are snake_case; absent values are left out on the way out and {@code null} on the way in, while a
 * {@code null} that is written is an error. Ids and addresses are strings, money {@code {"amount", "currency"}}, times RFC 3339.
 */
public final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 100;

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
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(coercion -> coercion.setAcceptBlankAsEmpty(true)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            // A record is its components: a question it answers, isFree(), is no field.
            .changeDefaultVisibility(
                    visibility -> visibility.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(Vocabulary.module())
            .build();

    private Json() {}

    /**
     * The value that {@code text} writes.
     *
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
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw unfit(e);
        }
    }

    /** Jackson takes what is absent for null and null for absent; here the one is allowed and the other is not. */
    private static void refuseNulls(JsonNode node, String path) {
        if (node.isNull()) {
            throw new InvalidJson(path, "wrong_type", "must not be null; leave it out instead", null);
        }
        node.properties().forEach(field -> refuseNulls(field.getValue(), inside(path, field.getKey())));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseNulls(node.get(i), path + "[" + i + "]");
            }
        }
    }

    /**
     * The tree that {@code bytes} writes, for what others send us and may grow fields; a missing node when there is nothing.
     *
     * @throws InvalidJson when it is no JSON
     */
    public static JsonNode tree(byte[] bytes) {
        return parsed(() -> MAPPER.readTree(bytes));
    }

    public static JsonNode tree(String text) {
        return parsed(() -> MAPPER.readTree(text));
    }

    private static JsonNode parsed(Supplier<JsonNode> reading) {
        try {
            return reading.get();
        } catch (JacksonException e) {
            throw malformed(e);
        }
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

    /** Why a text is no JSON. */
    private static InvalidJson malformed(JacksonException e) {
        if (isDuplicate(e) && e.processor() instanceof JsonParser parser) {
            return new InvalidJson(place(parser.streamReadContext()), "duplicate_field", "is given twice", e);
        }
        return new InvalidJson("", "malformed_json", "is not well-formed JSON", e);
    }

    /** Why JSON is not what was asked for. */
    private static InvalidJson unfit(JacksonException e) {
        String field = path(e.getPath());
        return switch (e) {
            case UnrecognizedPropertyException _ -> new InvalidJson(field, "unknown_field", "is not a known field", e);
            case MismatchedInputException mismatch ->
                new InvalidJson(field, "wrong_type", "must be " + expected(mismatch.getTargetType()), e);
            case InputCoercionException coercion ->
                new InvalidJson(field, "wrong_type", "must be " + expected(coercion.getTargetType()), e);
            default -> new InvalidJson(field, "wrong_type", "cannot be read", e);
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
        if (type.isEnum()) {
            return "one of the values the documentation lists";
        }
        return Vocabulary.expected(type).orElse("a JSON object");
    }

    /** {@code items[2].price.amount}; empty for the document itself. */
    private static String path(List<JacksonException.Reference> references) {
        String path = "";
        for (JacksonException.Reference reference : references) {
            String name = reference.getPropertyName();
            path = name == null ? path + "[" + reference.getIndex() + "]" : inside(path, name);
        }
        return path;
    }

    /** The same, where a parser has got to. */
    private static String place(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String path = place(context.getParent());
        return context.inArray()
                ? path + "[" + context.getCurrentIndex() + "]"
                : inside(path, String.valueOf(context.currentName()));
    }

    /** A name is the caller's own text, of any length. */
    private static String inside(String path, String name) {
        String clipped = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return path.isEmpty() ? clipped : path + "." + clipped;
    }
}
