package dev.souk.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract as plain maps and lists, for tests that look at all of it. */
record Document(Map<?, ?> root) {
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    static Document load() {
        return new Document(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Contract.text())));
    }

    /** An operation as it is written. {@code name} is its method and path. */
    record Written(String name, Map<?, ?> path, Map<?, ?> operation) {
        @Override
        public String toString() {
            return name;
        }

        boolean hasQueue() {
            return operation.containsKey("x-souk-queue");
        }
    }

    List<Written> operations() {
        List<Written> all = new ArrayList<>();
        map(root.get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(String.valueOf(method))) {
                        all.add(new Written(method + " " + path, map(item), map(operation)));
                    }
                }));
        return all;
    }

    /** The operation's parameters, those of its path included. */
    List<Map<?, ?>> parameters(Written written) {
        List<Map<?, ?>> all = new ArrayList<>();
        list(written.path().get("parameters")).forEach(parameter -> all.add(resolve(parameter)));
        list(written.operation().get("parameters")).forEach(parameter -> all.add(resolve(parameter)));
        return all;
    }

    /** The operation's responses by status, {@code default} among them. */
    Map<String, Map<?, ?>> responses(Written written) {
        Map<String, Map<?, ?>> all = new LinkedHashMap<>();
        map(written.operation().get("responses"))
                .forEach((status, response) -> all.put(String.valueOf(status), resolve(response)));
        return all;
    }

    /** The schema of the request's JSON, or nothing when the operation takes no body. */
    Map<?, ?> requestSchema(Written written) {
        return resolve(at(resolve(written.operation().get("requestBody")), "content", "application/json", "schema"));
    }

    /** Every schema that is written out anywhere, schemas within schemas too. The name says where. */
    void eachSchema(BiConsumer<String, Map<?, ?>> visitor) {
        search("", root, visitor);
    }

    private void search(String where, @Nullable Object node, BiConsumer<String, Map<?, ?>> visitor) {
        if (where.equals("/components/schemas")) {
            map(node).forEach((name, schema) -> within(where + "/" + name, schema, visitor));
            return;
        }
        map(node).forEach((key, inner) -> {
            if (key.equals("schema")) {
                within(where, inner, visitor);
            } else if (!key.equals("example") && !key.equals("examples")) {
                search(where + "/" + key, inner, visitor);
            }
        });
        list(node).forEach(inner -> search(where, inner, visitor));
    }

    /** The schema and all that it is made of; with references followed, the same may come twice. */
    void eachSchemaOf(String name, @Nullable Object schema, BiConsumer<String, Map<?, ?>> visitor) {
        within(name, resolve(schema), (inner, written) -> {
            if (written.containsKey("$ref")) {
                eachSchemaOf(inner, written, visitor);
            } else {
                visitor.accept(inner, written);
            }
        });
    }

    private static void within(String name, @Nullable Object schema, BiConsumer<String, Map<?, ?>> visitor) {
        Map<?, ?> written = map(schema);
        if (written.isEmpty()) {
            return;
        }
        visitor.accept(name, written);
        map(written.get("properties")).forEach((field, inner) -> within(name + "." + field, inner, visitor));
        within(name + "[]", written.get("items"), visitor);
        within(name + ".*", written.get("additionalProperties"), visitor);
    }

    /** What a reference means; anything else as it is. */
    Map<?, ?> resolve(@Nullable Object node) {
        if (map(node).get("$ref") instanceof String reference) {
            return at(root, reference.substring(2).split("/", -1));
        }
        return map(node);
    }

    /** What is found along the steps, empty where there is nothing. */
    static Map<?, ?> at(Map<?, ?> node, String... steps) {
        Map<?, ?> found = node;
        for (String step : steps) {
            found = map(found.get(step));
        }
        return found;
    }

    static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@Nullable Object node) {
        return node instanceof List<?> list ? list : List.of();
    }
}
