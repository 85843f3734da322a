package dev.souk.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one function serves, read from the small table that the build made of {@code openapi.yaml}.
 *
 * <p>It runs in every cold start, so it stays with the plainest means: no streams, no patterns, and no {@code +} on strings,
 * whose first use costs more than reading the table.
 */
public final class RouteTable {
    /** Stands in {@link Route#security} for "no token needed". */
    public static final String NONE = "none";

    private RouteTable() {}

    /**
     * The operations whose {@code x-souk-function} is the given name, in the contract's order.
     *
     * @throws IllegalArgumentException when the contract gives this function nothing
     */
    public static List<Route> of(String function) {
        String resource = resourceName(function);
        try (InputStream table = RouteTable.class.getResourceAsStream(resource)) {
            if (table == null) {
                throw new IllegalArgumentException(
                        "There is no ".concat(resource).concat(": no operation in openapi.yaml names this function"));
            }
            return parse(new String(table.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resourceName(String function) {
        return "routes-".concat(function).concat(".txt");
    }

    private static List<Route> parse(String table) {
        List<Route> routes = new ArrayList<>();
        int start = 0;
        for (int end = table.indexOf('\n'); end >= 0; end = table.indexOf('\n', start)) {
            List<String> columns = split(table.substring(start, end), '\t');
            routes.add(new Route(
                    columns.get(0),
                    columns.get(1),
                    columns.get(2),
                    split(columns.get(3), ','),
                    columns.get(4).isEmpty() ? Optional.empty() : Optional.of(columns.get(4)),
                    columns.get(5).isEmpty() ? List.of() : split(columns.get(5), ','),
                    columns.get(6).equals("admin")));
            start = end + 1;
        }
        return List.copyOf(routes);
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>(7);
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
