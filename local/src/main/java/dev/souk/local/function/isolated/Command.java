package dev.souk.local.function.isolated;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process of a function is started.
 *
 * @param line program and arguments; the last one is the handler
 * @param environment all that it gets, and nothing of ours
 * @param folder where it is started: the unpacked artifact
 */
public record Command(List<String> line, Map<String, String> environment, Path folder) {
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }
}
