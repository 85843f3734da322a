package dev.souk.lambda.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value in JSON that others send us and may grow fields, to be asked for what is wanted of it: what is not there is empty, and so is all
 * that is in it. Lighter than {@link Json#tree}, for what every event goes through.
 *
 * @param value as {@link TreeReader} makes it
 */
public record Tree(Object value) {
    private static final Tree NOTHING = new Tree(TreeReader.Absent.NOTHING);

    /** @throws InvalidJson when it is no JSON */
    public static Tree of(byte[] json) {
        return new Tree(TreeReader.read(json));
    }

    public static Tree of(String json) {
        return new Tree(TreeReader.read(json));
    }

    public Tree path(String name) {
        Object found = value instanceof Map<?, ?> object ? object.get(name) : null;
        return found == null ? NOTHING : new Tree(found);
    }

    public boolean isString() {
        return value instanceof String;
    }

    /** The text of a string, a number or a truth value; {@code otherwise} of anything else. */
    public String text(String otherwise) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : otherwise;
    }

    public boolean isTrue() {
        return text("").equals("true");
    }

    /** The elements of an array; none of anything else. */
    public List<Tree> elements() {
        List<Tree> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add(new Tree(element)));
        }
        return elements;
    }

    /** The fields of an object, in the order of the text; none of anything else. */
    public Map<String, Tree> fields() {
        Map<String, Tree> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, field) -> fields.put((String) name, new Tree(field)));
        }
        return fields;
    }
}
