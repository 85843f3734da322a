package dev.souk.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.infra.Synthesized.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CloudFormation makes a resource after all that it names or depends on, and takes no template in which two wait for each other. CDK does not
 * look for that.
 */
class OrderOfCreationTest {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)[.}]");

    static Stream<Synthesized> all() {
        return Stream.of(
                Synthesized.dev(),
                Synthesized.prod(),
                Synthesized.toTheFull(),
                Synthesized.aot(),
                Synthesized.jar(),
                Synthesized.localStack());
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_resource_waits_for_itself(Synthesized souk) {
        Map<String, Map<String, Set<String>>> stacks = new HashMap<>();
        for (Resource resource : souk.all()) {
            stacks.computeIfAbsent(resource.stack(), _ -> new HashMap<>())
                    .put(resource.id(), waitsFor(resource.node().value()));
        }
        assertThat(stacks).isNotEmpty();
        stacks.forEach((stack, graph) -> assertThat(circle(graph)).as(stack).isEmpty());
    }

    @Test
    void a_circle_is_found() {
        Map<String, Set<String>> graph = new HashMap<>();
        graph.put("A", waitsFor(Map.of("DependsOn", List.of("B"))));
        graph.put("B", waitsFor(Map.of("Properties", Map.of("X", Map.of("Fn::Sub", "arn:${C.Arn}/*")))));
        graph.put("C", waitsFor(Map.of("Properties", Map.of("Y", Map.of("Fn::GetAtt", List.of("A", "Arn"))))));
        assertThat(circle(graph)).isNotEmpty();
        graph.put("C", waitsFor(Map.of("Properties", Map.of("Y", Map.of("Ref", "AWS::Region")))));
        assertThat(circle(graph)).isEmpty();
    }

    private static Set<String> waitsFor(@Nullable Object value) {
        Set<String> ids = new TreeSet<>();
        collect(value, ids);
        return ids;
    }

    private static void collect(@Nullable Object value, Set<String> ids) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, ids));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                switch (String.valueOf(name)) {
                    case "Ref" -> ids.add(String.valueOf(each));
                    case "Fn::GetAtt" ->
                        ids.add(
                                each instanceof List<?> path
                                        ? String.valueOf(path.getFirst())
                                        : String.valueOf(each).replaceAll("\\..*", ""));
                    case "DependsOn" -> {
                        if (each instanceof List<?> many) {
                            many.forEach(id -> ids.add(String.valueOf(id)));
                        } else {
                            ids.add(String.valueOf(each));
                        }
                    }
                    case "Fn::Sub" -> {
                        Matcher names = IN_TEXT.matcher(String.valueOf(each));
                        while (names.find()) {
                            ids.add(names.group(1));
                        }
                    }
                    default -> collect(each, ids);
                }
            });
        }
    }

    /** The resources of a circle, or of the way into one. */
    private static Optional<List<String>> circle(Map<String, Set<String>> graph) {
        Set<String> done = new TreeSet<>();
        return graph.keySet().stream()
                .map(id -> circle(id, graph, new LinkedHashSet<>(), done))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<List<String>> circle(
            String id, Map<String, Set<String>> graph, Set<String> way, Set<String> done) {
        if (!graph.containsKey(id) || done.contains(id)) {
            return Optional.empty();
        }
        if (!way.add(id)) {
            List<String> found = new ArrayList<>(way);
            found.add(id);
            return Optional.of(found);
        }
        for (String next : graph.getOrDefault(id, Set.of())) {
            Optional<List<String>> found = circle(next, graph, way, done);
            if (found.isPresent()) {
                return found;
            }
        }
        way.remove(id);
        done.add(id);
        return Optional.empty();
    }
}
