package dev.souk.stripe.standin.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which operation a method and a path mean. */
final class Routes {
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /**
     * An operation found.
     *
     * @param endpoint its method and path template, such as {@code GET /v1/events/{id}}
     */
    record Match(String endpoint, Operation operation, String id) {}

    Routes add(String endpoint, Operation operation) {
        operations.put(endpoint, operation);
        return this;
    }

    Optional<Match> find(String method, List<String> path) {
        return operations.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), method, path))
                .findFirst()
                .map(entry -> new Match(entry.getKey(), entry.getValue(), id(entry.getKey(), path)));
    }

    private static boolean matches(String endpoint, String method, List<String> path) {
        List<String> template = template(endpoint);
        if (!endpoint.startsWith(method + " ") || template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!template.get(i).equals("{id}") && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String id(String endpoint, List<String> path) {
        int at = template(endpoint).indexOf("{id}");
        return at < 0 ? "" : path.get(at);
    }

    private static List<String> template(String endpoint) {
        return List.of(endpoint.substring(endpoint.indexOf('/') + 1).split("/", -1));
    }
}
