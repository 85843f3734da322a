package dev.souk.lambda.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trees out of JSON (RFC 8259), strictly: no field twice, nothing after the end, neither deep nor with numbers that cost.
 *
 * <p>By hand: Jackson's parser, before it reads the first character, has the JDK work out powers of ten for numbers of a length that is
 * refused here anyway, which is a twelfth of a cold start.
 */
final class TreeReader {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final int DIGITS_OF_AN_INT = 9;
    private static final int DIGITS_OF_A_LONG = 18;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String json;
    private int at;
    private int depth;

    private TreeReader(String json) {
        this.json = json;
    }

    /** @param json in UTF-8 */
    static JsonNode read(byte[] json) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (CharacterCodingException e) {
            throw malformed(e);
        }
    }

    static JsonNode read(String json) {
        return new TreeReader(json).document();
    }

    private JsonNode document() {
        skipSpace();
        if (at == json.length()) {
            return MissingNode.getInstance();
        }
        JsonNode document = value("");
        skipSpace();
        if (at < json.length()) {
            throw malformed(null);
        }
        return document;
    }

    private JsonNode value(String place) {
        char c = peek();
        return switch (c) {
            case '{' -> object(place);
            case '[' -> array(place);
            case '"' -> NODES.stringNode(string());
            case 't' -> word("true", NODES.booleanNode(true));
            case 'f' -> word("false", NODES.booleanNode(false));
            case 'n' -> word("null", NODES.nullNode());
            default -> number();
        };
    }

    private ObjectNode object(String place) {
        enter('{');
        ObjectNode object = NODES.objectNode();
        if (!leaves('}')) {
            do {
                skipSpace();
                String name = string();
                String inside = Place.inside(place, name);
                if (object.has(name)) {
                    throw new InvalidJson(inside, "duplicate_field", "is given twice", null);
                }
                skipSpace();
                expect(':');
                skipSpace();
                object.set(name, value(inside));
            } while (goesOn('}'));
        }
        return object;
    }

    private ArrayNode array(String place) {
        enter('[');
        ArrayNode array = NODES.arrayNode();
        if (!leaves(']')) {
            do {
                skipSpace();
                array.add(value(Place.at(place, array.size())));
            } while (goesOn(']'));
        }
        return array;
    }

    private void enter(char bracket) {
        expect(bracket);
        if (++depth > DEEPEST) {
            throw malformed(null);
        }
    }

    /** Whether the bracket closes what was just opened. */
    private boolean leaves(char bracket) {
        skipSpace();
        if (peek() != bracket) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private boolean goesOn(char bracket) {
        if (leaves(bracket)) {
            return false;
        }
        expect(',');
        return true;
    }

    private JsonNode word(String word, JsonNode meaning) {
        if (!json.startsWith(word, at)) {
            throw malformed(null);
        }
        at += word.length();
        return meaning;
    }

    private String string() {
        expect('"');
        int from = at;
        // Most strings have nothing to be decoded.
        while (at < json.length() && json.charAt(at) != '"' && json.charAt(at) != '\\' && json.charAt(at) >= ' ') {
            at++;
        }
        if (peek() == '"') {
            return json.substring(from, at++);
        }
        StringBuilder text = new StringBuilder(json.substring(from, at));
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw malformed(null);
            }
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    char digit = next();
                    // Character.digit takes the digits of every script.
                    int value = digit < 128 ? Character.digit(digit, 16) : -1;
                    if (value < 0) {
                        throw malformed(null);
                    }
                    code = code << 4 | value;
                }
                yield (char) code;
            }
            default -> throw malformed(null);
        };
    }

    private JsonNode number() {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (at < json.length() && json.charAt(at) == '.') {
            at++;
            digits();
            whole = false;
        }
        if (at < json.length() && (json.charAt(at) == 'e' || json.charAt(at) == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
            whole = false;
        }
        String text = json.substring(from, at);
        if (text.length() > LONGEST_NUMBER) {
            throw malformed(null);
        }
        return whole ? whole(text) : fraction(text);
    }

    private static JsonNode whole(String text) {
        if (text.length() <= DIGITS_OF_AN_INT) {
            return NODES.numberNode(Integer.parseInt(text));
        }
        if (text.length() <= DIGITS_OF_A_LONG) {
            long number = Long.parseLong(text);
            return (int) number == number ? NODES.numberNode((int) number) : NODES.numberNode(number);
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValueExact()) : NODES.numberNode(number);
    }

    private static JsonNode fraction(String text) {
        try {
            return NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            // An exponent that no number has.
            throw malformed(e);
        }
    }

    private void digits() {
        int from = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw malformed(null);
        }
    }

    private void skipSpace() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) {
        if (next() != c) {
            throw malformed(null);
        }
    }

    private char peek() {
        if (at == json.length()) {
            throw malformed(null);
        }
        return json.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private static InvalidJson malformed(@Nullable Throwable cause) {
        return new InvalidJson("", "malformed_json", "is not well-formed JSON", cause);
    }
}
