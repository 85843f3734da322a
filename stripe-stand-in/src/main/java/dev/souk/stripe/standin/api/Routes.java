package dev.souk.stripe.standin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which operation a method and a path mean. */
final class Routes {
    private final Map<Shape, List<Route>> routes = new LinkedHashMap<>();

    private record Shape(String method, int segments) {}

    private record Route(String endpoint, List<String> template, Operation operation) {
        boolean matches(List<String> path) {
            for (int i = 0; i < template.size(); i++) {
                if (!isId(template.get(i)) && !template.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        List<String> ids(List<String> path) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < template.size(); i++) {
                if (isId(template.get(i))) {
                    ids.add(path.get(i));
                }
            }
            return List.copyOf(ids);
        }

        private static boolean isId(String segment) {
            return segment.startsWith("{");
        }
    }

    /**
     * An operation found.
     *
     * @param endpoint its method and path template, such as {@code GET /v1/events/{id}}
     * @param ids what stands in the path where the template has braces
     */
    record Match(String endpoint, Operation operation, List<String> ids) {
        Match as(Operation other) {
            return new Match(endpoint, other, ids);
        }
    }

    Routes add(String endpoint, Operation operation) {
        int space = endpoint.indexOf(' ');
        List<String> template = List.of(endpoint.substring(space + 2).split("/", -1));
        routes.computeIfAbsent(new Shape(endpoint.substring(0, space), template.size()), _ -> new ArrayList<>())
                .add(new Route(endpoint, template, operation));
        return this;
    }

    Optional<Match> find(String method, List<String> path) {
        return routes.getOrDefault(new Shape(method, path.size()), List.of()).stream()
                .filter(route -> route.matches(path))
                .findFirst()
                .map(route -> new Match(route.endpoint(), route.operation(), route.ids(path)));
    }
}
