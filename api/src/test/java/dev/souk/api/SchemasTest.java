package dev.souk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;

/** What the contract's schemas must say so that nothing without bounds gets in, and API Gateway can import them. */
class SchemasTest {
    /** OpenAPI 3.0's words without those that API Gateway does not take, and without all that came with 3.1. */
    private static final Set<String> WORDS = Set.of(
            "additionalProperties",
            "default",
            "description",
            "enum",
            "example",
            "format",
            "items",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "pattern",
            "properties",
            "required",
            "type");

    private final Document document = Document.load();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void the_contract_is_openapi_3_0_3() {
        assertThat(document.root().get("openapi")).isEqualTo("3.0.3");
        assertThat(document.root().keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("openapi", "info", "servers", "tags", "paths", "components");
        assertThat(Document.at(document.root(), "components").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "securitySchemes", "parameters", "headers", "schemas", "responses", "examples");
    }

    @Test
    void schemas_use_only_words_that_api_gateway_takes() {
        document.eachSchema((name, schema) -> {
            if (schema.containsKey("$ref")) {
                assertThat(schema).as(name).hasSize(1);
                return;
            }
            schema.keySet().stream()
                    .filter(word -> !WORDS.contains(String.valueOf(word)))
                    .forEach(word -> wrong.add(name + " says " + word));
            if (!Set.of("object", "array", "string", "integer", "boolean")
                    .contains(String.valueOf(schema.get("type")))) {
                wrong.add(name + " is of type " + schema.get("type"));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void names_of_models_are_letters_and_digits() {
        assertThat(Document.at(document.root(), "components", "schemas").keySet())
                .allSatisfy(name -> assertThat(String.valueOf(name)).matches("[A-Za-z0-9]+"));
    }

    @Test
    void every_string_has_an_end() {
        Set<String> bounded = Set.of("maxLength", "enum", "pattern", "format");
        eachOfType("string", (name, schema) -> {
            if (schema.keySet().stream().map(String::valueOf).noneMatch(bounded::contains)) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_array_has_an_end() {
        eachOfType("array", (name, schema) -> {
            if (!schema.containsKey("maxItems")) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_integer_has_bounds() {
        eachOfType("integer", (name, schema) -> {
            if (!schema.containsKey("minimum") || !schema.containsKey("maximum")) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_pattern_is_one_in_java_and_covers_the_whole_text() {
        eachOfType("string", (name, schema) -> {
            if (schema.get("pattern") instanceof String pattern) {
                assertThat(Pattern.compile(pattern).pattern())
                        .as(name)
                        .startsWith("^")
                        .endsWith("$");
            }
        });
    }

    @Test
    void requests_refuse_fields_that_are_not_described() {
        List<String> seen = new ArrayList<>();
        for (Document.Written operation : document.operations()) {
            Map<?, ?> request = document.requestSchema(operation);
            if (request.isEmpty() || operation.hasQueue()) {
                continue;
            }
            document.eachSchemaOf(operation.name(), request, (name, schema) -> {
                if ("object".equals(schema.get("type"))) {
                    seen.add(name);
                    assertThat(schema.get("additionalProperties")).as(name).isEqualTo(false);
                }
            });
        }
        assertThat(seen).contains("post /v1/orders", "post /v1/orders.items[]", "post /v1/products.price");
    }

    @Test
    void every_required_field_is_described() {
        eachOfType("object", (name, schema) -> {
            Map<?, ?> properties = Document.map(schema.get("properties"));
            for (Object field : Document.list(schema.get("required"))) {
                if (!properties.containsKey(field)) {
                    wrong.add(name + "." + field);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_file_has_no_aliases_because_not_every_reader_follows_them() {
        List<Event> aliases = new ArrayList<>();
        for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(Contract.text()))) {
            if (event instanceof AliasEvent) {
                aliases.add(event);
            }
        }
        assertThat(aliases).isEmpty();
    }

    private void eachOfType(String type, BiConsumer<String, Map<?, ?>> visitor) {
        List<String> seen = new ArrayList<>();
        document.eachSchema((name, schema) -> {
            if (type.equals(schema.get("type"))) {
                seen.add(name);
                visitor.accept(name, schema);
            }
        });
        assertThat(seen).as("schemas of type " + type).isNotEmpty();
    }
}
