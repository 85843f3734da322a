package dev.souk.lambda.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values out of JSON (RFC 8259), strictly: no field twice, nothing after the end, neither deep nor with numbers that cost. Objects are maps
 * in the order of the text, arrays lists, numbers {@code Long}, {@code BigInteger} or {@code BigDecimal}, and null is {@link Absent#NULL}.
 *
 * <p>By hand: Jackson's parser, before it reads the first character, has the JDK work out powers of ten for numbers of a length that is
 * refused here anyway, which is a twelfth of a cold start.
 */
final class TreeReader {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final int DIGITS_OF_A_LONG = 18;

    /** What is no value. */
    enum Absent {
        /** The text is empty. */
        NOTHING,
        /** {@code null}, written. */
        NULL
    }

    private final String json;
    private int at;
    private int depth;

    private TreeReader(String json) {
        this.json = json;
    }

    /** @param json in UTF-8 */
    static Object read(byte[] json) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (CharacterCodingException e) {
            throw malformed(e);
        }
    }

    static Object read(String json) {
        return new TreeReader(json).document();
    }

    private Object document() {
        skipSpace();
        if (at == json.length()) {
            return Absent.NOTHING;
        }
        Object document = value("");
        skipSpace();
        if (at < json.length()) {
            throw malformed(null);
        }
        return document;
    }

    private Object value(String place) {
        char c = peek();
        return switch (c) {
            case '{' -> object(place);
            case '[' -> array(place);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Absent.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(String place) {
        enter('{');
        Map<String, Object> object = new LinkedHashMap<>();
        if (!leaves('}')) {
            do {
                skipSpace();
                String name = string();
                String inside = Place.inside(place, name);
                if (object.containsKey(name)) {
                    throw new InvalidJson(inside, "duplicate_field", "is given twice", null);
                }
                skipSpace();
                expect(':');
                skipSpace();
                object.put(name, value(inside));
            } while (goesOn('}'));
        }
        return object;
    }

    private List<Object> array(String place) {
        enter('[');
        List<Object> array = new ArrayList<>();
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

    private Object word(String word, Object meaning) {
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

    private Number number() {
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

    private static Number whole(String text) {
        if (text.length() <= DIGITS_OF_A_LONG) {
            return Long.parseLong(text);
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? (Number) number.longValueExact() : number;
    }

    private static Number fraction(String text) {
        try {
            return new BigDecimal(text);
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
