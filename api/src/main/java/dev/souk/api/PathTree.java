package dev.souk.api;

import dev.souk.api.Contract.Match;
import dev.souk.api.Contract.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract's path templates, segment by segment, as API Gateway keeps its resources. */
final class PathTree {
    private final Map<String, PathTree> literals = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private @Nullable PathTree parameter;

    private PathTree() {}

    static PathTree of(List<Operation> operations) {
        PathTree root = new PathTree();
        for (Operation operation : operations) {
            PathTree node = root;
            for (String segment : segments(operation.pathTemplate())) {
                node = node.child(segment);
            }
            node.operations.put(operation.method(), operation);
        }
        return root;
    }

    /** A path of the contract, whichever the method, and what its parameters are in the request. */
    record Found(Map<String, Operation> operations, List<String> values) {
        Set<String> methods() {
            return Collections.unmodifiableSet(operations.keySet());
        }

        Optional<Match> match(String method) {
            return Optional.ofNullable(operations.get(method))
                    .map(operation -> new Match(operation, named(operation.pathTemplate())));
        }

        private Map<String, String> named(String template) {
            Map<String, String> named = new LinkedHashMap<>();
            int next = 0;
            for (String segment : segments(template)) {
                if (isParameter(segment)) {
                    named.put(segment.substring(1, segment.length() - 1), values.get(next++));
                }
            }
            return Collections.unmodifiableMap(named);
        }
    }

    Optional<Found> find(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        PathTree end = walk(segments(path), 0, values);
        return end == null ? Optional.empty() : Optional.of(new Found(end.operations, List.copyOf(values)));
    }

    private @Nullable PathTree walk(List<String> segments, int depth, List<String> values) {
        if (depth == segments.size()) {
            return operations.isEmpty() ? null : this;
        }
        String segment = segments.get(depth);
        PathTree literal = literals.get(segment);
        PathTree end = literal == null ? null : literal.walk(segments, depth + 1, values);
        if (end != null || parameter == null || segment.isEmpty()) {
            return end;
        }
        values.add(segment);
        end = parameter.walk(segments, depth + 1, values);
        if (end == null) {
            values.removeLast();
        }
        return end;
    }

    private PathTree child(String segment) {
        if (!isParameter(segment)) {
            return literals.computeIfAbsent(segment, any -> new PathTree());
        }
        PathTree child = parameter;
        if (child == null) {
            child = new PathTree();
            parameter = child;
        }
        return child;
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    /** The segments of {@code /a/b}; one that is empty is there as such, so that {@code /a//b} is not {@code /a/b}. */
    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
