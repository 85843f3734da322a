package dev.souk.stripe.standin.form;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code application/x-www-form-urlencoded}. */
public final class FormEncoding {
    private static final int MOST_PAIRS = 2_000;
    private static final int DEEPEST = 10;

    private FormEncoding() {}

    /** The pairs in their order, decoded. */
    public static List<Map.Entry<String, String>> pairs(String encoded) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String part : encoded.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            pairs.add(Map.entry(decode(name), equals < 0 ? "" : decode(part.substring(equals + 1))));
            if (pairs.size() > MOST_PAIRS) {
                throw new InvalidRequest(null, null, "Too many parameters.");
            }
        }
        return pairs;
    }

    /** A flat form, as a browser sends it; of a repeated field the last value. */
    public static Map<String, String> flat(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        pairs(encoded).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
        return fields;
    }

    /** The same text for the same parameters, whatever their order. */
    public static String canonical(String encoded) {
        return pairs(encoded).stream().map(Map.Entry::toString).sorted().collect(Collectors.joining("\n"));
    }

    /** Nested by brackets: values are strings or further maps, lists are maps by index. */
    static Map<String, Object> tree(String encoded) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs(encoded)) {
            put(root, path(pair.getKey()), pair);
        }
        return root;
    }

    private static void put(Map<String, Object> root, List<String> path, Map.Entry<String, String> pair) {
        Map<String, Object> level = root;
        for (String name : path.subList(0, path.size() - 1)) {
            Object next = level.computeIfAbsent(key(level, name), ignored -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                throw malformed(pair.getKey());
            }
            @SuppressWarnings("unchecked") // every map in the tree was made by the line above
            Map<String, Object> map = (Map<String, Object>) next;
            level = map;
        }
        Object before = level.put(key(level, path.getLast()), pair.getValue());
        if (before instanceof Map<?, ?>) {
            throw malformed(pair.getKey());
        }
    }

    private static String key(Map<String, Object> level, String name) {
        return name.isEmpty() ? Integer.toString(level.size()) : name;
    }

    private static List<String> path(String name) {
        int bracket = name.indexOf('[');
        if (bracket < 0) {
            return List.of(name);
        }
        List<String> path = new ArrayList<>(List.of(name.substring(0, bracket)));
        for (int at = bracket; at < name.length(); ) {
            int close = name.indexOf(']', at);
            if (name.charAt(at) != '[' || close < 0 || path.size() > DEEPEST) {
                throw malformed(name);
            }
            path.add(name.substring(at + 1, close));
            at = close + 1;
        }
        return path;
    }

    private static InvalidRequest malformed(String name) {
        return new InvalidRequest(null, name, "Invalid parameter name or nesting: " + name);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(null, null, "Invalid percent-encoding in the request's parameters.");
        }
    }
}
