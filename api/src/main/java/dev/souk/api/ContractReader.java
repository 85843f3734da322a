package dev.souk.api;

import dev.souk.api.Contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Takes the operations out of {@code openapi.yaml} and insists on what Souk needs to know of each: its name, who serves it,
 * which tokens it takes, and that it can answer with a problem. All mistakes are told at once.
 */
final class ContractReader {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Pattern FUNCTION = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern SCOPE = Pattern.compile("[a-z][a-z_]*:(read|write)");
    private static final List<String> ROLES = List.of("owner", "editor", "support");
    private static final String ADMIN_PATHS = "/v1/admin/";
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+|\\{[A-Za-z0-9._-]+}");

    private final Map<?, ?> document;
    private final List<String> mistakes = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    /** Where an operation's name was first used. */
    private final Map<String, String> names = new HashMap<>();

    /** The name of the parameter that follows a path, the parameters within the path left out. */
    private final Map<String, String> parameters = new HashMap<>();

    private ContractReader(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * All operations in the order of the file.
     *
     * @throws BrokenContract when one of them is not complete
     */
    static List<Operation> operationsIn(String yaml) {
        ContractReader reader = new ContractReader(parse(yaml));
        reader.read();
        if (!reader.mistakes.isEmpty()) {
            throw new BrokenContract(reader.mistakes);
        }
        return List.copyOf(reader.operations);
    }

    private static Map<?, ?> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return map(new Yaml(new SafeConstructor(options)).load(yaml));
        } catch (YAMLException e) {
            throw new BrokenContract(List.of("It is not YAML: " + e.getMessage()));
        }
    }

    private void read() {
        Map<?, ?> paths = map(document.get("paths"));
        if (paths.isEmpty()) {
            mistakes.add("It has no paths.");
        }
        for (Map.Entry<?, ?> path : paths.entrySet()) {
            String template = String.valueOf(path.getKey());
            checkPath(template);
            for (Map.Entry<?, ?> entry : map(path.getValue()).entrySet()) {
                String method = String.valueOf(entry.getKey());
                if (METHODS.contains(method)) {
                    readOperation(method.toUpperCase(Locale.ROOT), template, map(entry.getValue()));
                }
            }
        }
    }

    private void checkPath(String template) {
        if (!template.startsWith("/")) {
            mistakes.add("The path " + template + " does not begin with a slash.");
            return;
        }
        String before = "";
        for (String segment : PathTree.segments(template)) {
            if (!SEGMENT.matcher(segment).matches()) {
                mistakes.add("The path " + template + " has the segment \"" + segment
                        + "\": API Gateway takes letters, digits, '.', '_', '-' or one {parameter}.");
            }
            if (PathTree.isParameter(segment)) {
                String other = parameters.putIfAbsent(before, segment);
                if (other != null && !other.equals(segment)) {
                    mistakes.add("The path " + template + " calls " + segment + " what another path calls " + other
                            + ": API Gateway takes one name in one place.");
                }
            }
            before += "/" + (PathTree.isParameter(segment) ? "{}" : segment);
        }
    }

    private void readOperation(String method, String template, Map<?, ?> operation) {
        String where = method + " " + template;
        String id = text(operation.get("operationId"));
        String function = text(operation.get("x-souk-function"));
        String queue = text(operation.get("x-souk-queue"));
        if (id == null) {
            mistakes.add(where + " has no operationId.");
        } else {
            String first = names.putIfAbsent(id, where);
            if (first != null) {
                mistakes.add(where + " has the operationId " + id + ", which " + first + " has already.");
            }
        }
        if (function == null && queue == null) {
            mistakes.add(where + " says neither which function serves it (x-souk-function) nor which queue takes it"
                    + " (x-souk-queue).");
        } else if (function != null && queue != null) {
            mistakes.add(where + " names both a function (x-souk-function) and a queue (x-souk-queue); one of them"
                    + " answers.");
        }
        if (function != null && !FUNCTION.matcher(function).matches()) {
            mistakes.add(where + " has the x-souk-function \"" + function
                    + "\"; it takes small letters, digits and hyphens.");
        }
        if (!answersWithProblem(map(map(operation.get("responses")).get("default")))) {
            mistakes.add(where + " has no default response with application/problem+json.");
        }
        List<String> security = readSecurity(where, operation.get("security"));
        String scope = text(operation.get("x-souk-scope"));
        if (scope != null && !SCOPE.matcher(scope).matches()) {
            mistakes.add(where + " has the x-souk-scope \"" + scope + "\"; it takes what:read or what:write.");
        }
        if (scope != null && !security.contains("bearer")) {
            mistakes.add(where + " has an x-souk-scope and takes no bearer token.");
        }
        List<String> roles = readRoles(where, operation.get("x-souk-role"));
        if (!roles.isEmpty() && !security.contains("bearer")) {
            mistakes.add(where + " has an x-souk-role and takes no bearer token.");
        }
        boolean admin = readAdmin(where, template, operation.get("x-souk-admin"));
        if (admin && !(security.equals(List.of("bearer")) && scope == null && roles.isEmpty())) {
            mistakes.add(where + " is for admins: it takes a bearer token and nothing in its place, and has no"
                    + " x-souk-scope and no x-souk-role.");
        }
        if (id != null) {
            operations.add(new Operation(id, method, template, function, queue, security, scope, roles, admin));
        }
    }

    /** What is for admins is under one path, so that neither can be forgotten. */
    private boolean readAdmin(String where, String template, @Nullable Object written) {
        if (written != null && !Boolean.TRUE.equals(written)) {
            mistakes.add(where + " has the x-souk-admin " + written + "; it takes true, or is left out.");
        }
        boolean admin = Boolean.TRUE.equals(written);
        if (admin != template.startsWith(ADMIN_PATHS)) {
            mistakes.add(where + (admin ? " is for admins and not under " : " has no x-souk-admin: true and is under ")
                    + ADMIN_PATHS + "; one goes with the other.");
        }
        return admin;
    }

    /** A list, the owner first: they may do whatever any member may. */
    private List<String> readRoles(String where, @Nullable Object written) {
        if (written == null) {
            return List.of();
        }
        List<String> roles = written instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        boolean isInOrder = ROLES.stream().filter(roles::contains).toList().equals(roles);
        if (!isInOrder || !roles.contains(ROLES.getFirst())) {
            mistakes.add(where + " has the x-souk-role " + written + "; it takes a list of " + String.join(", ", ROLES)
                    + ", in this order, the first of them always.");
            return List.of();
        }
        return roles;
    }

    /** OpenAPI takes silence for "public"; here it has to be said, because forgetting it would open a door. */
    private List<String> readSecurity(String where, @Nullable Object security) {
        if (!(security instanceof List<?> requirements)) {
            mistakes.add(where + " does not say who may call it; a public one says security: [].");
            return List.of();
        }
        if (requirements.isEmpty()) {
            return List.of(RouteTable.NONE);
        }
        Map<?, ?> schemes = map(map(document.get("components")).get("securitySchemes"));
        List<String> alternatives = new ArrayList<>();
        for (Object requirement : requirements) {
            Set<?> together = map(requirement).keySet();
            if (together.size() > 1) {
                mistakes.add(where + " wants " + together + " together; only alternatives are supported.");
            }
            for (Object scheme : together) {
                if (!schemes.containsKey(scheme)) {
                    mistakes.add(where + " wants " + scheme + ", which is not among the securitySchemes.");
                }
            }
            alternatives.add(
                    together.isEmpty()
                            ? RouteTable.NONE
                            : String.valueOf(together.iterator().next()));
        }
        return alternatives;
    }

    private boolean answersWithProblem(Map<?, ?> response) {
        return map(resolve(response).get("content")).containsKey("application/problem+json");
    }

    private Map<?, ?> resolve(Map<?, ?> node) {
        String reference = text(node.get("$ref"));
        if (reference == null || !reference.startsWith("#/")) {
            return node;
        }
        Map<?, ?> target = document;
        for (String step : PathTree.segments(reference.substring(1))) {
            target = map(target.get(step));
        }
        return target;
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable String text(@Nullable Object node) {
        return node instanceof String text && !text.isBlank() ? text : null;
    }
}
