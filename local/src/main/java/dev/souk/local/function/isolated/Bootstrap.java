package dev.souk.local.function.isolated;

import java.nio.file.Path;
import java.util.List;

/**
 * The program in a package for {@code provided.al2023} that Lambda starts with nothing but the environment: what it needs to know is in there.
 *
 * @param program the {@code bootstrap} of an unpacked package
 */
public record Bootstrap(Path program) implements Starter {
    @Override
    public List<String> line(int heapMegabytes, String handler) {
        return List.of(program.toString());
    }
}
