package dev.souk.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code openapi.yaml}, read and asked which operation a request means. Whoever uses it has SnakeYAML on the class path;
 * functions on Lambda take {@link RouteTable} instead.
 */
public final class Contract {
    /** Where the contract lies in this module's jar. */
    public static final String RESOURCE = "/dev/souk/api/openapi.yaml";

    private final List<Operation> operations;
    private final PathTree paths;

    private Contract(List<Operation> operations) {
        this.operations = operations;
        this.paths = PathTree.of(operations);
    }

    /**
     * One operation of the contract. Either {@code function} or {@code queue} is there, never both.
     *
     * @param method in capitals
     * @param pathTemplate as in the contract, {@code /v1/orders/{order_id}}
     * @param function the function that answers ({@code x-souk-function})
     * @param queue the queue that API Gateway puts the raw body on before it answers by itself ({@code x-souk-queue})
     * @param security see {@link Route#security}
     * @param scope see {@link Route#scope} ({@code x-souk-scope})
     * @param roles see {@link Route#roles} ({@code x-souk-role})
     * @param admin see {@link Route#admin} ({@code x-souk-admin})
     */
    public record Operation(
            String id,
            String method,
            String pathTemplate,
            @Nullable String function,
            @Nullable String queue,
            List<String> security,
            @Nullable String scope,
            List<String> roles,
            boolean admin) {
        public Operation {
            security = List.copyOf(security);
            roles = List.copyOf(roles);
        }
    }

    /**
     * The operation that a request means.
     *
     * @param pathParameters in the order of the path, still percent-encoded, as API Gateway's REST APIs hand them to a
     *     function. To decode one: percent-decode it once as UTF-8; {@code +} is a plus sign, not a space; what cannot be
     *     decoded is no name of anything (404). A decoded value may hold a slash.
     */
    public record Match(Operation operation, Map<String, String> pathParameters) {}

    /** Reads the contract that this module was built with. */
    public static Contract load() {
        return parse(text());
    }

    /** The contract as it was written, YAML. */
    public static String text() {
        try (InputStream file = Contract.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract parse(String yaml) {
        return new Contract(ContractReader.operationsIn(yaml));
    }

    /** All operations in the order of the file. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * Finds the operation for a request as API Gateway does: segment by segment, a literal segment before a parameter. The
     * path is judged as it was sent: an encoded slash does not part segments, an empty segment is no parameter, and a slash
     * at the end makes it another path.
     *
     * @param method in capitals; HEAD stands in the contract no more than OPTIONS does
     * @param path percent-encoded, without the query
     */
    public Optional<Match> match(String method, String path) {
        return paths.find(path).flatMap(found -> found.match(method));
    }

    /** The methods of the path that {@link #match} would take; empty when there is no such path at all. */
    public Set<String> methodsOf(String path) {
        return paths.find(path).map(PathTree.Found::methods).orElse(Set.of());
    }
}
