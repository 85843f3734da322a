package dev.souk.stripe.standin.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of one request. What is asked for counts as known; {@link #nothingElse} refuses the rest. Every
 * complaint is an {@link InvalidRequest} that names the parameter by its full path.
 */
public final class Params {
    private final String prefix;
    private final Map<String, Object> values;
    private final Set<String> known = new HashSet<>();
    private final List<Params> children = new ArrayList<>();

    private Params(String prefix, Map<String, Object> values) {
        this.prefix = prefix;
        this.values = values;
    }

    public static Params parse(String encoded) {
        return new Params("", FormEncoding.tree(encoded));
    }

    /** Those of a JSON body, as API v2 takes it. A null is as good as nothing. */
    public static Params parseJson(String json) {
        return new Params("", JsonBody.tree(json));
    }

    /** The full name of a parameter here: {@code line_items[0][quantity]}. */
    public String name(String name) {
        return prefix.isEmpty() ? name : prefix + "[" + name + "]";
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether the value is a plain text rather than nested parameters. */
    public boolean isText(String name) {
        return values.get(name) instanceof String;
    }

    public Optional<String> text(String name) {
        known.add(name);
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case String text
            when text.isEmpty() ->
                throw new InvalidRequest(
                        "parameter_invalid_empty",
                        name(name),
                        "You passed an empty string for '" + name(name)
                                + "'. An empty value unsets a parameter, and this one cannot be unset.");
            case String text -> Optional.of(text);
            default -> throw new InvalidRequest(null, name(name), "Invalid string: " + name(name) + " is nested");
        };
    }

    public Optional<String> text(String name, int longest) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().codePointCount(0, text.get().length()) > longest) {
            throw new InvalidRequest(null, name(name), "Invalid string: must be at most " + longest + " characters");
        }
        return text;
    }

    /** A text that is unset by an empty one. */
    public Optional<String> textOrEmpty(String name, int longest) {
        known.add(name);
        return "".equals(values.get(name)) ? Optional.of("") : text(name, longest);
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    public InvalidRequest missing(String name) {
        return new InvalidRequest("parameter_missing", name(name), "Missing required param: " + name(name) + ".");
    }

    public String oneOf(String name, String fallback, String... allowed) {
        String value = text(name).orElse(fallback);
        if (!List.of(allowed).contains(value)) {
            throw new InvalidRequest(
                    null, name(name), "Invalid " + name(name) + ": must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    public Optional<Long> integer(String name) {
        return text(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw notAnInteger(name, text);
            }
        });
    }

    /** An integer from 0 on; absent is a complaint. */
    public long count(String name) {
        String text = required(name);
        long value = integer(name).orElseThrow(() -> missing(name));
        if (value < 0) {
            throw new InvalidRequest("parameter_invalid_integer", name(name), "Invalid non-negative integer: " + text);
        }
        return value;
    }

    /** An integer from 1 on. */
    public Optional<Long> positive(String name) {
        Optional<Long> value = integer(name);
        if (value.isPresent() && value.get() < 1) {
            throw new InvalidRequest(
                    "parameter_invalid_integer", name(name), "This value must be greater than or equal to 1.");
        }
        return value;
    }

    private InvalidRequest notAnInteger(String name, String text) {
        return new InvalidRequest("parameter_invalid_integer", name(name), "Invalid integer: " + text);
    }

    /** The parameters nested under a name; none when there are none. */
    public Optional<Params> child(String name) {
        known.add(name);
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(nested(name, map));
            default -> throw new InvalidRequest(null, name(name), "Invalid object");
        };
    }

    /** A list of nested parameters, in their order. */
    public List<Params> items(String name) {
        return child(name)
                .map(list -> list.values.keySet().stream()
                        .map(index -> list.child(index).orElseThrow())
                        .toList())
                .orElse(List.of());
    }

    /** A list of strings: {@code expand[]=a&expand[]=b}. */
    public List<String> texts(String name) {
        return child(name)
                .map(list -> list.values.keySet().stream().map(list::required).toList())
                .orElse(List.of());
    }

    /** Stripe's metadata: at most 50 keys of 40 characters, values of 500. */
    public Map<String, String> metadata() {
        Params metadata = child("metadata").orElse(null);
        Map<String, String> entries = new LinkedHashMap<>();
        if (metadata == null) {
            return entries;
        }
        if (metadata.values.size() > 50) {
            throw new InvalidRequest(null, name("metadata"), "Metadata can have at most 50 keys.");
        }
        for (String key : metadata.values.keySet()) {
            if (key.length() > 40) {
                throw new InvalidRequest(null, name("metadata"), "Metadata keys must be at most 40 characters.");
            }
            entries.put(key, metadata.text(key, 500).orElseThrow());
        }
        return entries;
    }

    private Params nested(String name, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        Params child = new Params(name(name), copy);
        children.add(child);
        return child;
    }

    /** Refuses every parameter that was not asked for, here and below. */
    public void nothingElse() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidRequest("parameter_unknown", name(name), "Received unknown parameter: " + name(name));
            }
        }
        children.forEach(Params::nothingElse);
    }
}
