package dev.souk.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in a template. What is not there is a node too, of nothing. */
record Node(@Nullable Object value) {
    Node at(Object... path) {
        Node node = this;
        for (Object step : path) {
            node = new Node(
                    switch (node.value) {
                        case Map<?, ?> map -> map.get(step);
                        case List<?> list -> step instanceof Integer index ? list.get(index) : null;
                        case null, default -> null;
                    });
        }
        return node;
    }

    boolean isThere() {
        return value != null;
    }

    String text() {
        return Objects.requireNonNull(value).toString();
    }

    int number() {
        return ((Number) Objects.requireNonNull(value)).intValue();
    }

    /** The elements of a list; of anything else, itself. */
    List<Node> elements() {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(Node::new).toList();
            default -> List.of(this);
        };
    }

    List<String> texts() {
        return elements().stream().map(Node::text).toList();
    }

    Set<String> names() {
        return value instanceof Map<?, ?> map
                ? Set.copyOf(map.keySet().stream().map(Object::toString).toList())
                : Set.of();
    }
}
