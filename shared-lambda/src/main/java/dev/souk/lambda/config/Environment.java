package dev.souk.lambda.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The variables a function was started with. Configuration records are built from it, once. */
public final class Environment {
    private final Map<String, String> variables;
    private final Consumer<String> readers;

    private Environment(Map<String, String> variables, Consumer<String> readers) {
        this.variables = Map.copyOf(variables);
        this.readers = readers;
    }

    /** The variables of this process. */
    public static Environment ofProcess() {
        return of(System.getenv());
    }

    public static Environment of(Map<String, String> variables) {
        return new Environment(variables, _ -> {});
    }

    /** The same, telling the name of each variable that is asked for, whether it is there or not. */
    public static Environment watched(Map<String, String> variables, Consumer<String> readers) {
        return new Environment(variables, readers);
    }

    /** The value of {@code name}. An empty value is a missing one. */
    public Optional<String> find(String name) {
        readers.accept(name);
        String value = variables.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** @throws MissingVariable naming it */
    public String get(String name) {
        return find(name).orElseThrow(() -> new MissingVariable(name, "is not set"));
    }

    /** @throws MissingVariable when it is missing or no whole number within the bounds */
    public int number(String name, int otherwise, int least, int most) {
        return Math.toIntExact(number(name, (long) otherwise, least, most));
    }

    /** @throws MissingVariable when it is missing or no whole number within the bounds */
    public long number(String name, long otherwise, long least, long most) {
        Optional<String> text = find(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            throw new MissingVariable(name, "is not a whole number");
        }
        throw new MissingVariable(name, "is not between " + least + " and " + most);
    }

    /** A number of seconds, at least one. */
    public Duration seconds(String name, Duration otherwise) {
        return Duration.ofSeconds(number(name, Math.toIntExact(otherwise.toSeconds()), 1, Integer.MAX_VALUE));
    }

    /** @throws MissingVariable when it is missing or no absolute URI */
    public URI uri(String name) {
        return uri(name, get(name));
    }

    public Optional<URI> findUri(String name) {
        return find(name).map(text -> uri(name, text));
    }

    /**
     * The value of {@code name} as {@code parse} reads it.
     *
     * @param expected what it should be, after "is not": {@code an e-mail address}
     * @throws MissingVariable when it is missing or {@code parse} reads nothing in it
     */
    public <T> T parsed(String name, Function<String, Optional<T>> parse, String expected) {
        return parse.apply(get(name)).orElseThrow(() -> new MissingVariable(name, "is not " + expected));
    }

    public Secret secret(String name) {
        return new Secret(get(name));
    }

    /** The parts of a comma-separated value, stripped; empty when it is missing. */
    public List<String> list(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : find(name).orElse("").split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            throw new MissingVariable(name, "is not a URL");
        }
        throw new MissingVariable(name, "is not an absolute URL");
    }
}
