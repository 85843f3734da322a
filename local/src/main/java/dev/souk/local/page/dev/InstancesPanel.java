package dev.souk.local.page.dev;

import dev.souk.local.function.isolated.IsolatedFunctions;
import dev.souk.local.http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The processes that functions run in, when they have some of their own: {@code GET instances}; {@code POST instances/{pid}/kill} ends one
 * as {@code kill -9} does.
 */
final class InstancesPanel implements Watched {
    private final @Nullable IsolatedFunctions functions;

    /** @param functions null when they run in this process */
    InstancesPanel(@Nullable IsolatedFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public JsonNode now() {
        ObjectNode now = Replies.object().put("isolated", functions != null);
        ArrayNode instances = now.putArray("instances");
        for (IsolatedFunctions.Running each : running()) {
            ObjectNode instance = instances
                    .addObject()
                    .put("function", each.function())
                    .put("pid", each.pid())
                    .put("busy", each.busy());
            memoryMegabytes(each.pid()).ifPresent(megabytes -> instance.put("memory_mb", megabytes));
        }
        return now;
    }

    @Override
    public Answer act(List<String> path, JsonNode body) {
        if (path.size() != 2 || !path.get(1).equals("kill")) {
            return Replies.noSuchThing();
        }
        // By the list alone: a number that somebody sends is not yet a process of ours.
        return running().stream()
                .filter(each -> String.valueOf(each.pid()).equals(path.getFirst()))
                .findFirst()
                .flatMap(each -> ProcessHandle.of(each.pid()))
                .filter(ProcessHandle::destroyForcibly)
                .map(_ -> Replies.done())
                .orElseGet(() -> Replies.problem(404, "No instance has this process id any more."));
    }

    private List<IsolatedFunctions.Running> running() {
        return functions == null
                ? List.of()
                : functions.processes().stream()
                        .sorted(Comparator.comparing(IsolatedFunctions.Running::function)
                                .thenComparingLong(IsolatedFunctions.Running::pid))
                        .toList();
    }

    /** What it holds just now; empty when it has ended or the system does not say. */
    private static Optional<Integer> memoryMegabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
