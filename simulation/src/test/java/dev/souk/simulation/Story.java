package dev.souk.simulation;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened, line by line. Orders go by short names. */
final class Story {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    void say(String format, @Nullable Object... parts) {
        lines.add(sentence(format, parts));
    }

    static String sentence(String format, @Nullable Object[] parts) {
        return new Formatter(Locale.ROOT).format(format, parts).toString();
    }

    /** The short name of an order, from its id. */
    String order(String id) {
        return names.computeIfAbsent(id, _ -> "order " + (names.size() + 1));
    }

    String text() {
        String text = String.join("\n", lines);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
